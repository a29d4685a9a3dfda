import * as pulumi from "@pulumi/pulumi";

/**
 * Inputs as they are, when all their texts are whole. Throws for half a character (a lone surrogate, as `slice` makes of
 * an emoji): Pulumi's protocol would leave it out without a word, and the goal would get another name than the program says.
 * What comes from outputs is not looked into.
 */
export function wholeTexts<A extends object>(resource: string, args: A): A {
  const path = halfAt(args);
  if (path === undefined) return args;
  throw new Error(
    `Resource "${resource}": ${path.join(".")} holds half a character: a text was cut in the middle of one. ` +
      '[...text].slice(0, n).join("") cuts between characters.',
  );
}

/** The path to the first text that is not whole. */
function halfAt(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : [];
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) return undefined;
  for (const [name, inside] of Object.entries(value)) {
    const below = name.isWellFormed() ? halfAt(inside) : [];
    if (below !== undefined) return [name.toWellFormed(), ...below];
  }
  return undefined;
}
