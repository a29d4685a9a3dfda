import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a command is; undefined where it is not. */
export function found(command: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((each) => join(each, command)).find(existsSync);
}
