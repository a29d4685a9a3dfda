import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEngineProtocol } from "../session/notices";
import { loadSdk } from "./sdk";
import { startPlugin } from "./start";

/** A file of the npm package. */
function fileOf(path: string): string {
  return readFileSync(join(__dirname, "..", "..", path), "utf8");
}

startPlugin({
  sdk: loadSdk(),
  engine: loadEngineProtocol(),
  version: (JSON.parse(fileOf("package.json")) as { version: string }).version,
  schema: () => fileOf(join("plugin", "schema.json")),
});
