/** Whether a type token is of this package's, by either of its hosts. */
export function isOurs(token: string): boolean {
  return /^(pulumi-nodejs:dynamic\/msads|msads:index|msads):/.test(token);
}

/** What a resource is called in a program: "UrlGoal" and the like of ours; the token itself of all others. @param inputs its own; the classes have one token for all goal types. */
export function resourceTypeOf(token: string, inputs: Readonly<Record<string, unknown>> = {}): string {
  if (!isOurs(token)) return token;
  const name = token.split(":").at(-1) ?? token;
  return name === "ConversionGoal" && typeof inputs.type === "string" ? `${inputs.type}Goal` : name;
}
