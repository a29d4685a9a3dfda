import { nearest } from "../config/nearest";

/** What `--only` chooses. */
export interface Chosen {
  /** The chosen stacks, in the fleet's order. */
  readonly stacks: readonly string[];
  /** What is wrong with the patterns, for people. */
  readonly problems: readonly string[];
}

/**
 * The stacks that any of the patterns matches. Each text may hold several patterns, separated by commas. A pattern is a stack's whole name,
 * with "*" for any characters. A pattern that matches no stack is a problem: most likely it is misspelt.
 */
export function chosenBy(texts: readonly string[], stacks: readonly string[]): Chosen {
  const patterns = texts.flatMap((text) => text.split(",")).map((pattern) => pattern.trim());
  const given = [...new Set(patterns.filter((pattern) => pattern !== ""))];
  if (given.length === 0) return { stacks: [], problems: ["--only names no stack"] };
  const chosen = new Set<string>();
  const problems: string[] = [];
  for (const pattern of given) {
    const found = stacksOf(pattern, stacks);
    for (const stack of found) chosen.add(stack);
    if (found.length === 0) problems.push(unmatchedWords(pattern, stacks));
  }
  return { stacks: stacks.filter((stack) => chosen.has(stack)), problems };
}

function stacksOf(pattern: string, stacks: readonly string[]): readonly string[] {
  return stacks.filter((stack) => matches(pattern, stack));
}

/** Without a regular expression: one with many "*" could take very long. */
function matches(pattern: string, stack: string): boolean {
  const [start = "", ...others] = pattern.split("*");
  const end = others.pop();
  if (end === undefined) return stack === pattern;
  if (!stack.startsWith(start) || !stack.endsWith(end) || stack.length < start.length + end.length)
    return false;
  const middle = stack.slice(start.length, stack.length - end.length);
  let from = 0;
  for (const part of others) {
    const at = middle.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

function unmatchedWords(pattern: string, stacks: readonly string[]): string {
  const meant = pattern.includes("*") ? undefined : nearest(pattern, stacks);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return `--only ${JSON.stringify(pattern)} matches no stack of the fleet${hint}`;
}
