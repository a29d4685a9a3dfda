/** Whether a version of Node, like "24.1.0", is at least 22.12. */
export function isNodeFit(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

/** What package.json says under `engines`; npm only warns of it, and an older Node fails in words that help nobody. */
export function unfitWords(version: string): string {
  return `needs Node 22.12 or later; this is ${version}`;
}

/** Throws an Error where the package cannot run. */
export function refuseUnfitNode(version: string = process.versions.node): void {
  if (!isNodeFit(version)) throw new Error(`pulumi-msads ${unfitWords(version)}.`);
}
