import { systemClock } from "../account/clock";
import { connect } from "../session/connect";
import { engineNotices } from "../session/notices";
import type { SessionRuntime } from "../session/session";

/** Pulumi's dynamic-provider process: the engine's address is its first argument. */
export function pluginRuntime(): SessionRuntime {
  return { environment: process.env, clock: systemClock, notify: engineNotices(process.argv[2]), connect };
}
