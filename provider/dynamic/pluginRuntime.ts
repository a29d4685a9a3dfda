import { systemClock } from "../account/clock";
import { connect } from "../session/connect";
import { engineNotices } from "../session/notices";
import type { SessionRuntime } from "../session/session";
import { sharedClaims } from "../session/sharedClaims";

/** Pulumi's dynamic-provider process: the engine's address is its first argument. */
export function pluginRuntime(): SessionRuntime {
  const engine = process.argv[2];
  return {
    environment: process.env,
    clock: systemClock,
    notify: engineNotices(engine),
    connect,
    others: sharedClaims(engine),
  };
}
