import type { Problem } from "../rules";
import { type Fields, typeKey, type Value } from "../schema/values";
import type { ItemError } from "./faults";

/** What became of one item: what the answer says of it, or why it was refused. */
export type Outcome = { readonly answer: Value } | { readonly problems: readonly Problem[] };

export interface BatchResult {
  /** One entry an item, nil where it was refused. */
  readonly answers: readonly Value[];
  readonly errors: readonly ItemError[];
}

/** Refusals that a test has ordered for items of this call. */
export type OrderedRefusals = readonly ItemError[];

/** Takes the items in order; each sees what those before it changed. */
export function eachItem(
  items: readonly Value[],
  ordered: OrderedRefusals,
  one: (item: Value, index: number) => Outcome,
): BatchResult {
  const answers: Value[] = [];
  const errors: ItemError[] = [];
  items.forEach((item, index) => {
    const refusals = ordered.filter((each) => each.index === index);
    const outcome = refusals.length > 0 ? { problems: [] } : one(item, index);
    answers.push("answer" in outcome ? outcome.answer : null);
    const problems = "answer" in outcome ? [] : outcome.problems;
    errors.push(...refusals, ...problems.map((problem) => ({ ...problem, index })));
  });
  return { answers, errors };
}

/** What an operation answers beside the errors of its items. */
export interface OperationResult {
  readonly answer: Fields;
  readonly errors: readonly ItemError[];
}

/** PartialErrors as they are written. */
export function partialErrors(errors: readonly ItemError[]): readonly Fields[] {
  return errors.map((error) => ({
    ...(error.editorial === undefined ? {} : { [typeKey]: "EditorialError" }),
    Code: error.code,
    ErrorCode: error.symbol,
    Index: error.index,
    Message: error.message,
    Type: error.editorial === undefined ? "BatchError" : "EditorialError",
    ...error.editorial,
  }));
}
