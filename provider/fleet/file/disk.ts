import { readFileSync, statSync } from "node:fs";

/** What reading a fleet file asks of the file system. */
export interface Disk {
  kind(path: string): "file" | "folder" | undefined;
  /** A file's text, or why there is none. */
  read(path: string): { readonly text: string } | { readonly problem: string };
}

export const DISK: Disk = {
  kind(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return found.isDirectory() ? "folder" : "file";
  },
  read(path) {
    try {
      // Without `fatal`, another encoding would silently change the names of accounts.
      return { text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) };
    } catch (error) {
      return { problem: whyUnread(error) };
    }
  },
};

function whyUnread(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is a folder";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return "is not in UTF-8. Save it as UTF-8 (in a spreadsheet: CSV UTF-8)";
  return `cannot be read (${String(code ?? error)})`;
}
