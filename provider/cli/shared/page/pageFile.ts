import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { refuseFolder } from "../refuseFolder";

/** A page to write, before anything is read: throws when a file is there that `force` does not give up. */
export class PageFile {
  readonly path: string;

  constructor(
    cwd: string,
    out: string,
    private readonly force: boolean,
    /** The option that names it. */
    option = "--out",
  ) {
    this.path = resolve(cwd, out);
    refuseFolder(this.path, option);
    if (!force && existsSync(this.path))
      throw new Error(
        `${this.path} is there already: choose another file with ${option}, or replace it with --force`,
      );
  }

  write(text: string): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, text, { flag: this.force ? "w" : "wx" });
  }
}

/** A file as people of a folder name it. */
export function shownPath(path: string, cwd: string): string {
  const shown = relative(cwd, path);
  return shown.startsWith("..") ? path : shown;
}
