import type { ItemError, ItemResult } from "../campaignManagement";
import { AnswerProblem } from "./answerProblem";
import type { Scrub } from "./credentials";
import type { Node, Reading } from "./dialect";
import { text, whole } from "./nodes";

/** The errors of an answer's PartialErrors, or of a fault's BatchErrors. */
export function itemErrors(list: Node, reading: Reading, scrub: Scrub): readonly ItemError[] {
  return reading
    .items(list, "BatchError", reading)
    .filter((node) => node !== null)
    .map((node) => itemError(node, reading, scrub));
}

/**
 * One result for each of `count` items from the values at their places (undefined = none) and the errors by index.
 * Throws an AnswerProblem where the two do not add up: then nobody knows what became of the items.
 */
export function itemResults<T>(
  values: readonly (T | undefined)[],
  count: number,
  errors: readonly ItemError[],
): readonly ItemResult<T>[] {
  const byIndex = new Map<number, ItemError[]>();
  for (const error of errors) {
    const { index } = error;
    if (index < 0 || index >= count)
      throw mismatch(`an error is about item ${index} of ${count}: ${error.message}`);
    byIndex.set(index, [...(byIndex.get(index) ?? []), error]);
  }
  return Array.from({ length: count }, (_, index) => itemResult(values[index], byIndex.get(index), index));
}

function itemResult<T>(
  value: T | undefined,
  errors: readonly ItemError[] | undefined,
  index: number,
): ItemResult<T> {
  if (errors === undefined) {
    if (value === undefined) throw mismatch(`item ${index} has neither an id nor an error`);
    return { ok: true, value };
  }
  if (value !== undefined) throw mismatch(`item ${index} has both an id and an error: ${errors[0]?.message}`);
  return { ok: false, errors };
}

/** Of an error that does not say which item it is about. */
const NO_INDEX = -1;

function itemError(node: Node, reading: Reading, scrub: Scrub): ItemError {
  const clean = (name: string) => {
    const value = text(node, name, reading);
    return value === undefined || value === null || value === "" ? undefined : scrub(value);
  };
  const optional = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });
  const editorial = {
    ...optional("appealable", flag(clean("Appealable"))),
    ...optional("disapprovedText", clean("DisapprovedText")),
    ...optional("location", clean("Location")),
    ...optional("publisherCountry", clean("PublisherCountry")),
    ...optional("reasonCode", whole(node, "ReasonCode", reading) ?? undefined),
  };
  return {
    index: whole(node, "Index", reading) ?? NO_INDEX,
    code: whole(node, "Code", reading) ?? 0,
    symbol: clean("ErrorCode") ?? "Unknown",
    message: clean("Message") ?? "the service gave no message",
    ...optional("details", clean("Details")),
    ...optional("fieldPath", clean("FieldPath")),
    ...(Object.keys(editorial).length === 0 ? {} : { editorial }),
  };
}

function flag(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value.trim() === "true" || value.trim() === "1";
}

function mismatch(reason: string): AnswerProblem {
  return new AnswerProblem("AnswerMismatch", `the answer is inconsistent (${reason})`);
}
