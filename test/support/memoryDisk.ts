import type { Disk } from "../../provider/fleet/file/disk";

/** Files by absolute path; their folders are there as well. */
export function memoryDisk(files: Readonly<Record<string, string>>): Disk {
  return {
    kind(path) {
      if (path in files) return "file";
      return Object.keys(files).some((file) => file.startsWith(`${path}/`)) ? "folder" : undefined;
    },
    read(path) {
      const text = files[path];
      return text === undefined ? { problem: "does not exist" } : { text };
    },
  };
}
