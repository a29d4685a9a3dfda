import * as pulumi from "@pulumi/pulumi";

/**
 * Inputs as they are, when Pulumi's protocol carries all of them to the provider. Throws for what it would change or
 * leave out without a word: half a character (a lone surrogate, as `slice` makes of an emoji), which would give a goal
 * another name than the program says, and a goal of a library by the name `__proto__`. What comes from outputs is not
 * looked into.
 */
export function carriable<A extends object>(resource: string, args: A): A {
  const found = unfitAt(args);
  if (found === undefined) return args;
  throw new Error(`Resource "${resource}": ${found.path.join(".")} ${found.why}`);
}

interface Unfit {
  readonly path: readonly string[];
  readonly why: string;
}

const HALF =
  "holds half a character: a text was cut in the middle of one. " +
  '[...text].slice(0, n).join("") cuts between characters.';

function unfitAt(value: unknown): Unfit | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : { path: [], why: HALF };
  if (typeof value !== "object" || value === null || pulumi.Output.isInstance(value)) return undefined;
  for (const [name, inside] of Object.entries(value)) {
    const found = unfitName(name) ?? unfitAt(inside);
    if (found !== undefined) return { ...found, path: [name.toWellFormed(), ...found.path] };
  }
  return undefined;
}

function unfitName(name: string): Unfit | undefined {
  if (name === "__proto__") return { path: [], why: "is a name that gets lost on its way through Pulumi." };
  return name.isWellFormed() ? undefined : { path: [], why: HALF };
}
