import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";

/** The package as it would be published. */
export interface Packed {
  /** Where it is unpacked, and found by programs. */
  readonly folder: string;
  readonly tarball: Buffer;
  /** Paths with forward slashes, and sizes in bytes. */
  readonly files: ReadonlyMap<string, number>;
}

export function packed(): Packed {
  packedPackage();
  const folder = join(PROGRAMS, "node_modules/pulumi-msads");
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const paths = entries.map(({ parentPath, name: file }) => join(parentPath, file));
  return {
    folder,
    tarball: readFileSync(join(PROGRAMS, `${name}-${version}.tgz`)),
    files: new Map(paths.map((path) => [pathIn(folder, path), statSync(path).size])),
  };
}

function pathIn(folder: string, path: string): string {
  return path.slice(folder.length + 1).replaceAll("\\", "/");
}
