/** The tokens of the classes and those of the plugin begin so. */
const CLASSES = "pulumi-nodejs:dynamic/msads:";
const PLUGIN = "msads:index:";

/** Whether a type token is that of one of our resources. */
export function isOurs(token: string): boolean {
  return token.startsWith(CLASSES) || token.startsWith(PLUGIN);
}

/** Whether it is one of the plugin's. */
export function isPlugins(token: string): boolean {
  return token.startsWith(PLUGIN);
}

/** The last part of a token: "UetTag". */
export function kindOf(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}
