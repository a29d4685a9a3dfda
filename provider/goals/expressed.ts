import { changesIn, compareGoal } from "./compare";
import { canonicalDecimal } from "./decimal";
import { fieldsOf, type GoalDefinition } from "./definition";
import { definitionOf } from "./definitions";
import { inWords } from "./difference";
import type { ApiVersion, Field, Fields } from "./field";
import { isBlank } from "./fieldValues";
import type { LiveGoal } from "./goal";
import type { Inputs, Problem } from "./problem";
import { comparableRevenue } from "./revenue";
import { show } from "./text";
import { goalProblems } from "./validate";
import { NOTHING_BEFORE, wantedGoal } from "./wanted";
import { writtenDefaults } from "./writtenDefaults";

/** A live goal in the words of a program, or why there are none; then `inputs` are what there is of it. */
export type Expressed =
  | { readonly ok: true; readonly inputs: Inputs; readonly notes: readonly string[] }
  | { readonly ok: false; readonly why: string; readonly inputs?: Inputs };

/** What a reader wants to know first comes first; the types' own fields come after the category. */
const FIRST = ["name", "tagId", "goalCategory"];
const LAST = [
  "revenue",
  "countType",
  "conversionWindowInMinutes",
  "viewThroughConversionWindowInMinutes",
  "attributionModelType",
  "isEnhancedConversionsEnabled",
  "excludeFromBidding",
  "scope",
  "status",
];
/** Shown even where it is the default: an expression says nothing without its operator. */
const ALWAYS = ["urlOperator"];

/**
 * The inputs with which the provider takes a live goal over and changes nothing about it. Fields of the service, and
 * fields that are what they would be anyway, are left out.
 */
export function expressed(live: LiveGoal, version: ApiVersion): Expressed {
  if (live.fields.status === "Deleted") return { ok: false, why: "it is deleted" };
  const definition = definitionOf(live.type);
  const shown = shownFields(definition, live, version);
  const { inputs, notes, problems } = withoutRefused(definition, shown, version);
  if (problems.length > 0) return { ok: false, why: wordsOf(problems), inputs };
  const all = { ...writtenDefaults(live.type), ...inputs };
  const changed = changesIn(compareGoal(wantedGoal(live.type, all, NOTHING_BEFORE), live));
  return changed.length === 0
    ? { ok: true, inputs, notes }
    : { ok: false, why: `a program would change it: ${changed.map(inWords).join("; ")}`, inputs };
}

function shownFields(definition: GoalDefinition, live: LiveGoal, version: ApiVersion): Inputs {
  const fields = fieldsOf(definition);
  const middle = Object.keys(fields).filter((name) => !FIRST.includes(name) && !LAST.includes(name));
  const shown: [string, unknown][] = [];
  for (const name of [...FIRST, ...middle, ...LAST]) {
    const field = fields[name];
    if (field === undefined || field.system || field.since > version) continue;
    const value = shownValue(name, field, live.fields[name]);
    if (value !== undefined) shown.push([name, value]);
  }
  return Object.fromEntries(shown);
}

/** The value as a program would write it; undefined where it need not. */
function shownValue(name: string, field: Field, live: unknown): unknown {
  if (isBlank(live)) return undefined;
  if (name === "revenue") return shownRevenue(field, live);
  if (field.kind === "flag" && field.default === undefined && live === false) return undefined;
  if (live === field.default && !ALWAYS.includes(name)) return undefined;
  return field.kind === "decimal" ? shownDecimal(live) : live;
}

/** Without revenue is what NoValue means. */
function shownRevenue(field: Field, live: unknown): Inputs | undefined {
  const { type, value, currencyCode } = comparableRevenue(field, live) ?? {};
  if (type === undefined || type === "NoValue") return undefined;
  return {
    type,
    ...(isBlank(value) ? {} : { value: shownDecimal(value) }),
    ...(isBlank(currencyCode) ? {} : { currencyCode }),
  };
}

/** A number where it has every digit, else a text. */
function shownDecimal(value: unknown): unknown {
  const text = String(value);
  const number = Number(text);
  return canonicalDecimal(number) === text ? number : text;
}

/** Leaves out what a program may leave out and the checks would refuse: unmanaged, it stays as it is. */
function withoutRefused(definition: GoalDefinition, shown: Inputs, version: ApiVersion) {
  const fields = fieldsOf(definition);
  const found = problemsOf(definition, shown, version);
  const dropped = new Set(
    found
      .map(({ property }) => property.split(".")[0] ?? "")
      .filter((name) => mayGo(definition, fields, name)),
  );
  const inputs = Object.fromEntries(Object.entries(shown).filter(([name]) => !dropped.has(name)));
  const notes = [...dropped]
    .filter((name) => shown[name] !== undefined)
    .map((name) => `${name} is ${show(shown[name])} and stays unchanged: ${reasonsOf(found, name)}`);
  return { inputs, notes, problems: problemsOf(definition, inputs, version) };
}

function mayGo(definition: GoalDefinition, fields: Fields, name: string): boolean {
  return fields[name]?.requiredFrom === undefined && !definition.unit.includes(name);
}

function problemsOf({ type }: GoalDefinition, inputs: Inputs, version: ApiVersion): readonly Problem[] {
  return goalProblems({ type, ...inputs }, version);
}

function reasonsOf(problems: readonly Problem[], name: string): string {
  const own = problems.filter(({ property }) => property === name || property.startsWith(`${name}.`));
  return wordsOf(own);
}

function wordsOf(problems: readonly Problem[]): string {
  return problems.map(({ property, reason }) => `${property} ${reason}`).join("; ");
}
