import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** What installing, running and versioning leave in a folder: no part of the program. */
const NO_SOURCE: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  ".pulumi",
  ".venv",
  "venv",
  "__pycache__",
  ".DS_Store",
]);

/** All files under a path, or the path itself where it is a file; links are followed. `isSkipped` leaves files and folders out. */
export function filesIn(path: string, isSkipped: (path: string) => boolean): readonly string[] {
  return existsSync(path) ? under(path, isSkipped, new Set()) : [];
}

/** `above`: the folders that lead here. A link back to one of them would have no end. */
function under(
  path: string,
  isSkipped: (path: string) => boolean,
  above: ReadonlySet<string>,
): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const real = realpathSync(path);
  if (above.has(real)) return [];
  const inside = new Set([...above, real]);
  return namesIn(path)
    .filter((name) => !NO_SOURCE.has(name))
    .map((name) => join(path, name))
    .filter((each) => existsSync(each) && !isSkipped(each))
    .flatMap((each) => under(each, isSkipped, inside));
}

export function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** The hash of files by name and content; `nameOf` says what a file is called in it. */
export function contentHash(files: readonly string[], nameOf: (file: string) => string = basename): string {
  const hash = createHash("sha256");
  for (const file of [...new Set(files)].sort()) {
    const content = createHash("sha256").update(readFileSync(file)).digest("base64url");
    hash.update(`${nameOf(file)}\0${content}\0`);
  }
  return hash.digest("base64url");
}
