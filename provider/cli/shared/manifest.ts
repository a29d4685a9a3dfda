import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** This package's folder, wherever in it the compiled code lies. */
export const PACKAGE_ROOT = rootAbove(__dirname);

function rootAbove(folder: string): string {
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, "package.json")) ? folder : rootAbove(above);
}

/** What commands use of package.json. */
export interface Manifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export function ownManifest(): Manifest {
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as Manifest;
}
