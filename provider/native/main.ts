import { readFileSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../account/clock";
import { refuseUnfitNode } from "../nodeVersion";
import { connect } from "../session/connect";
import { stopOnInterrupt } from "../session/interrupt";
import { engineNotices } from "../session/notices";
import { sharedClaims } from "../session/sharedClaims";
import { PluginProcess } from "./process";
import { loadSdk } from "./sdk";
import { listen, serverOf } from "./server";

/** The plugin `pulumi-resource-msads`: the engine starts it with its own address and reads the port from its output. */
async function main(args: readonly string[]): Promise<void> {
  refuseUnfitNode();
  const sdk = loadSdk();
  const engine = args.find((arg) => !arg.startsWith("-"));
  const plugin = new PluginProcess({
    version: (JSON.parse(fileOf("package.json")) as { version: string }).version,
    schema: () => fileOf(join("plugin", "schema.json")),
    environment: process.env,
    clock: systemClock,
    connect,
    notices: engineNotices,
    engine,
    others: sharedClaims(engine),
  });
  stopOnInterrupt(plugin.sessions);
  process.stdout.write(`${await listen(sdk, serverOf(sdk, plugin))}\n`);
}

/** A file of the package. */
function fileOf(path: string): string {
  return readFileSync(join(__dirname, "..", "..", path), "utf8");
}

void main(process.argv.slice(2));
