import { AnswerProblem } from "./answerProblem";
import type { Node, Reading } from "./dialect";

/** A member of a node: undefined when it is absent, null when it is nil. */
export function member(node: Node, name: string, reading: Pick<Reading, "unwrap">): Node {
  return isMembers(node) && Object.hasOwn(node, name) ? reading.unwrap(node[name]) : undefined;
}

/** A text, with undefined for an absent and null for a nil one. */
export function text(node: Node, name: string, reading: Pick<Reading, "unwrap">): string | null | undefined {
  const value = member(node, name, reading);
  if (value === undefined || value === null || typeof value === "string") return value;
  throw new AnswerProblem("MalformedAnswer", `${name} is not a text`);
}

/** A whole number, with undefined for an absent and null for a nil one. */
export function whole(node: Node, name: string, reading: Pick<Reading, "unwrap">): number | null | undefined {
  const value = text(node, name, reading);
  if (value === undefined || value === null || value.trim() === "")
    return value === undefined ? undefined : null;
  const parsed = /^[+-]?[0-9]{1,15}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(parsed))
    throw new AnswerProblem("MalformedAnswer", `${name} is not a whole number`);
  return parsed;
}

export function isMembers(node: Node): node is Readonly<Record<string, unknown>> {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}
