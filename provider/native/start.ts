import { systemClock } from "../account/clock";
import { messageOf } from "../core/errors";
import { refuseUnfitNode } from "../nodeVersion";
import { connect } from "../session/connect";
import { collectEarly } from "../session/garbage";
import { stopOnInterrupt } from "../session/interrupt";
import { type EngineProtocol, engineNotices } from "../session/notices";
import { sharedClaims } from "../session/sharedClaims";
import { PluginProcess } from "./process";
import type { Sdk } from "./sdk";
import { listen, serverOf } from "./server";

/** What a plugin is made of beside its code: it comes from the npm package, or stands in one file. */
export interface PluginParts {
  readonly sdk: Sdk;
  readonly engine: EngineProtocol;
  readonly version: string;
  /** The package's schema, as JSON. */
  readonly schema: () => string;
}

/** Runs the plugin `pulumi-resource-msads`: the engine starts it with its own address and reads the port from its output. */
export function startPlugin(parts: PluginParts): void {
  run(parts).catch((error) => {
    // The engine shows it; a stack would hide it.
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  });
}

async function run({ sdk, engine, version, schema }: PluginParts): Promise<void> {
  refuseUnfitNode();
  const address = process.argv.slice(2).find((arg) => !arg.startsWith("-"));
  const plugin = new PluginProcess({
    version,
    schema,
    environment: process.env,
    clock: systemClock,
    connect,
    notices: (given) => engineNotices(given, () => engine),
    engine: address,
    others: sharedClaims(address),
  });
  stopOnInterrupt(plugin.sessions);
  collectEarly();
  process.stdout.write(`${await listen(sdk, serverOf(sdk, plugin))}\n`);
}
