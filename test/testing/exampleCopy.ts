import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";

export const EXAMPLES = join(__dirname, "../../examples");

/** A copy of an example, as it is, where it finds the packed package as if it were installed. The caller removes it. */
export function exampleCopy(name: string): string {
  packedPackage();
  mkdirSync(join(PROGRAMS, "programs"), { recursive: true });
  const folder = mkdtempSync(join(PROGRAMS, "programs", `example-${name}-`));
  const own = (source: string) => !source.endsWith("node_modules");
  cpSync(join(EXAMPLES, name), folder, { recursive: true, filter: own });
  return folder;
}
