import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "./projectFiles";

const OTHER_FOLDER = "choose another folder with --out";

/** Throws when a file of these names is there: nobody's program is overwritten unasked. `instead`: what to do. */
export function refuseExisting(folder: string, names: readonly string[], instead = OTHER_FOLDER): void {
  const there = names.filter((name) => existsSync(join(folder, name)));
  if (there.length > 0)
    throw new Error(
      `${folder} has ${there.join(", ")} already: ${instead}, or replace ${there.length === 1 ? "it" : "them"} with --force`,
    );
}

/** Writes the files, which without `force` must be new. */
export function writeProject(folder: string, files: Files, force: boolean, instead = OTHER_FOLDER): void {
  if (!force) refuseExisting(folder, Object.keys(files), instead);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), text, { flag: force ? "w" : "wx" });
}
