import { isAbsolute, resolve } from "node:path";

const FILE = "file://";

/** The address of a Pulumi backend, with the path of a relative `file://` below a folder; undefined for what is no address. */
export function absoluteBackend(text: string, folder: string): string | undefined {
  const address = text.trim();
  if (!/^[a-z][a-z0-9+.-]*:\/\//.test(address)) return undefined;
  if (!address.startsWith(FILE)) return address;
  // As Pulumi takes it apart: "~" is the home of the user, and "?" begins its options.
  const [path = "", ...options] = address.slice(FILE.length).split("?");
  if (path.startsWith("~") || isAbsolute(path)) return address;
  return [FILE + resolve(folder, path), ...options].join("?");
}
