/** Whether a version of Node, like "24.1.0", is at least 22.12. */
export function isNodeFit(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}
