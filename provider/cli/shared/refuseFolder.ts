import { statSync } from "node:fs";
import { UsageError } from "../usageError";

/** Throws where a folder is in the place of a file to write. `option`: what names it. */
export function refuseFolder(path: string, option: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${path} is a folder: name a file with ${option}`);
}
