import type { Props } from "../core/props";
import { isCovered, stepsOf } from "../goals/propertyPath";
import type { Values } from "./values";

/**
 * Pulumi marks values, not paths: a secret that state has no value of has no mark there. After a write that failed, the account may hold it all
 * the same, and the next refresh would show it. So the paths of such secrets go into state beside the outputs.
 */
const MARKS = "__secret";

/** Outputs with the paths of secrets that have no value in them. */
export function withLostMarks(outputs: Props, secret: readonly string[]): Props {
  const lost = secret.filter((path) => !isThere(outputs, path));
  return lost.length === 0 ? outputs : { ...outputs, [MARKS]: lost };
}

/** Outputs of state, with all that is secret in them. */
export function withMarks({ values, secret }: Values): Values {
  const { [MARKS]: lost } = values;
  const more = Array.isArray(lost) ? lost.map(String).filter((path) => !isCovered(path, secret)) : [];
  return more.length === 0 ? { values, secret } : { values, secret: [...secret, ...more] };
}

function isThere(outputs: Props, path: string): boolean {
  let value: unknown = outputs;
  for (const step of stepsOf(path)) value = (value as Props | undefined | null)?.[step];
  return value !== undefined && value !== null;
}
