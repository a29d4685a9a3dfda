import type { CheckedAccount, DriftedResource, FieldChange } from "../../fleet/results";
import { SECRET } from "../../goals/difference";
import { show } from "../../goals/text";
import { cut } from "../shared/columns";

const LONGEST_VALUE = 40;

/** `revenue.value is 25, wanted 30`: the words of the provider's own notices. */
export function fieldInWords({ path, from, to }: FieldChange): string {
  const [is, wanted] = valuesInWords({ from, to });
  return `${path} is ${is}, wanted ${wanted}`;
}

/** What is there, and what is wanted. */
export function valuesInWords({ from, to }: Pick<FieldChange, "from" | "to">): readonly [string, string] {
  return [valueInWords(from, "not set"), valueInWords(to, "none")];
}

function valueInWords(value: unknown, none: string): string {
  if (value === undefined || value === null) return none;
  return value === SECRET ? SECRET : cut(show(value), LONGEST_VALUE);
}

/** `UrlGoal "order"`. */
export function nameOf({ type, resource }: DriftedResource): string {
  return `${type} ${JSON.stringify(resource)}`;
}

/** What differs in a resource, a text for each difference; never none. */
function partsOf({ lost, fields }: DriftedResource): readonly string[] {
  if (lost !== undefined) return [lost];
  return fields.length === 0 ? ["differs"] : fields.map(fieldInWords);
}

/**
 * The drift of an account, a text for each resource: `UrlGoal "order": revenue.value is 25, wanted 30`. At most so many
 * differences are said, and then how many more there are.
 */
export function driftInWords(drift: readonly DriftedResource[], most: number): readonly string[] {
  const texts: string[] = [];
  let left = most;
  for (const resource of drift) {
    const parts = partsOf(resource);
    if (left > 0) texts.push(`${nameOf(resource)}: ${parts.slice(0, left).join("; ")}`);
    left -= parts.length;
  }
  return left < 0 ? [...texts, `and ${(-left).toLocaleString("en")} more`] : texts;
}

/** A field of a type, and in how many accounts it drifted. */
export interface DriftedField {
  readonly type: string;
  /** The property's path; undefined = the whole resource is gone or cannot be compared. */
  readonly path: string | undefined;
  readonly accounts: number;
}

/** Drift by field, the most accounts first. */
export function driftByField(accounts: readonly CheckedAccount[]): readonly DriftedField[] {
  const found = new Map<string, DriftedField>();
  for (const { drift } of accounts)
    for (const [key, field] of new Map(drift.flatMap(fieldsOf)))
      found.set(key, { ...field, accounts: (found.get(key)?.accounts ?? 0) + 1 });
  return [...found]
    .sort(([one, { accounts }], [other, its]) => its.accounts - accounts || (one < other ? -1 : 1))
    .map(([, field]) => field);
}

function fieldsOf({ type, lost, fields }: DriftedResource) {
  const paths = lost === undefined ? fields.map(({ path }) => path) : [undefined];
  return paths.map((path) => [JSON.stringify([type, path]), { type, path, accounts: 0 }] as const);
}
