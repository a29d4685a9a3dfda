import equal from "fast-deep-equal";
import { canonical } from "./canonical";
import { fieldsOf, type GoalDefinition } from "./definition";
import { definitionOf } from "./definitions";
import { type Difference, leavesOf, type Why, withSecrets } from "./difference";
import type { Field } from "./field";
import { isBlank, managesUnit, unsetMeans, valueToWrite } from "./fieldValues";
import type { GoalFields, LiveGoal } from "./goal";
import { isCovered, stepsOf } from "./propertyPath";
import { comparableRevenue } from "./revenue";
import { isRounded, unrounded } from "./rounded";
import { holdsUnknown } from "./text";
import { isUnknownMember } from "./unknownMember";
import { abandonedFields, leftToDefault, type WantedGoal, withIgnored } from "./wanted";
import { isWrittenDefault } from "./writtenDefaults";

/** What a program wants of a goal beside what is live: the one comparison that diff, notices, payloads, reports and exports read. */
export interface Comparison {
  /** What the program wants once `ignoreChanges` has had its say. */
  readonly wanted: WantedGoal;
  readonly live: LiveGoal;
  /** Every property in which they differ, and why. */
  readonly differences: readonly Difference[];
}

/**
 * Compares a goal. What is not known yet is no difference. A field that the reply does not speak of is none either, unless the program
 * sets it anew; one that it calls unset (null) is, unless its documented default is wanted.
 */
export function compareGoal(program: WantedGoal, live: LiveGoal): Comparison {
  const wanted = withIgnored(program, live);
  const definition = definitionOf(wanted.type);
  const why = (path: string) => whyOf(path, program);
  const looks = { why, mayBeRounded: (path: string) => mayBeRounded(path, program) };
  const found = Object.entries(fieldsOf(definition)).flatMap(([name, field]) =>
    fieldDifferences(name, field, wanted, live, looks),
  );
  if (wanted.type !== live.type) found.unshift(...leavesOf("type", TYPE, wanted.type, live.type, why));
  found.push(...ignoredDifferences(program, wanted, live), ...abandoned(program, live));
  return { wanted, live, differences: withSecrets(found, wanted.secret) };
}

/** The differences that a write would end; all others are only told. */
export function changesIn({ differences }: Pick<Comparison, "differences">): readonly Difference[] {
  return differences.filter(({ why }) => why === "edited" || why === "drifted" || why === "default");
}

const TYPE = { kind: "choice" } as const;

/** Why a property differs, by what the program said of it before. */
function whyOf(path: string, program: WantedGoal): Why {
  const { before, left = [], type, fields } = program;
  if (before === undefined) return "drifted";
  const [name = "", ...inside] = stepsOf(path);
  if (leftToDefault(program, name) || left.includes(path)) return "default";
  if (name === "type") return before.values.type === type ? "drifted" : "edited";
  const said = (value: unknown) =>
    inside.reduce<unknown>((above, step) => (above as GoalFields | undefined)?.[step], value);
  const whole = [canonical(fieldsOf(definitionOf(type))[name], before.values[name]), fields[name]] as const;
  const [was, is] = whole.map((value) => said(value) ?? null);
  // A member that the program never named goes or comes with the goal's type, or with what the program says of the others.
  if (was === null && is === null && before.values.type !== type) return "edited";
  const [one, other] = was === null && is === null ? whole : [was, is];
  return equal(one ?? null, other ?? null) ? "drifted" : "edited";
}

/**
 * Whether a live decimal may be the wanted one as the service has rounded it. It never saw what the program says otherwise than before. A new
 * resource may have been sent by a run that was killed, or destroyed.
 */
function mayBeRounded(path: string, program: WantedGoal): boolean {
  const isNew = program.before === undefined || program.before.managed.length === 0;
  return program.isExact !== true && (isNew || whyOf(path, program) !== "edited");
}

/** How the properties of a goal are looked at. */
interface Looks {
  readonly why: (path: string) => Why;
  readonly mayBeRounded: (path: string) => boolean;
}

/** How one field differs, property by property; a value that differs only by the service's rounding is marked as such. */
function fieldDifferences(
  name: string,
  field: Field,
  wanted: WantedGoal,
  live: LiveGoal,
  { why, mayBeRounded: mayBe }: Looks,
): readonly Difference[] {
  const definition = definitionOf(wanted.type);
  const want = valueToWrite(name, field, wanted, live.fields);
  if (holdsUnknown(want)) return [];
  const have = name === "revenue" ? comparable(name, live) : live.fields[name];
  const seen = (value: unknown) => unrounded(name, field, want, value, mayBe);
  const isDifferent = comparedPairs(definition, wanted, live).includes(name)
    ? pairDiffers(field, want, live.fields[name], wanted, seen)
    : want !== undefined && differs(definition, name, want, live, wanted, seen);
  const found = isDifferent ? leavesOf(name, field, want, seen(have), why) : [];
  return [...found, ...roundings(name, field, want, have).filter(({ path }) => mayBe(path))];
}

function roundings(name: string, field: Field, want: unknown, have: unknown): readonly Difference[] {
  const isRoundable = field.kind === "decimal" || field.inside !== undefined;
  if (!isRoundable || want === undefined || have === undefined || have === null) return [];
  return leavesOf(name, field, want, have, () => "rounded").filter(
    ({ kind, wanted, live }) => kind === "decimal" && isRounded(wanted, live),
  );
}

/** What `ignoreChanges` leaves to others, where it is not as the program says. */
function ignoredDifferences(program: WantedGoal, wanted: WantedGoal, live: LiveGoal): readonly Difference[] {
  const { ignored = [] } = program;
  const touched = Object.entries(fieldsOf(definitionOf(wanted.type))).filter(([name]) =>
    ignored.some((path) => isCovered(name, [path]) || stepsOf(path)[0] === name),
  );
  const seen = { ...program, type: wanted.type };
  const looks: Looks = { why: () => "ignored", mayBeRounded: () => true };
  return touched
    .flatMap(([name, field]) => fieldDifferences(name, field, seen, live, looks))
    .filter(({ path, why }) => why === "ignored" && isCovered(path, ignored));
}

/** What left the program and cannot be cleared: it stays as it is. */
function abandoned(program: WantedGoal, live: LiveGoal): readonly Difference[] {
  const fields = fieldsOf(definitionOf(program.type));
  return abandonedFields(program).map((name) => ({
    name,
    path: name,
    kind: fields[name]?.kind ?? "text",
    wanted: undefined,
    live: live.fields[name],
    why: "left",
  }));
}

/** The fields that are compared both ways: a live event pair that the program lacks is a difference too. */
function comparedPairs(definition: GoalDefinition, wanted: WantedGoal, live: LiveGoal): readonly string[] {
  if (definition.type !== "Event" || live.type !== "Event" || !managesUnit(definition, wanted)) return [];
  return definition.unit.some((name) => live.fields[name] !== undefined) ? definition.unit : [];
}

function pairDiffers(
  field: Field,
  want: unknown,
  live: unknown,
  { news }: WantedGoal,
  seen: (value: unknown) => unknown,
): boolean {
  const blank = news === "all" && want !== undefined ? (unsetMeans(field) ?? null) : null;
  return !equal(want ?? null, isBlank(live) ? blank : seen(canonical(field, live)));
}

function differs(
  definition: GoalDefinition,
  name: string,
  want: unknown,
  live: LiveGoal,
  { news = [] }: WantedGoal,
  seen: (value: unknown) => unknown,
): boolean {
  if (Object.hasOwn(definition.own, name) && definition.type !== live.type) return true;
  const field = fieldsOf(definition)[name];
  const value = live.fields[name];
  const isNews = news === "all" || news.includes(name);
  if (value === undefined && !isNews) return false;
  if (isUnknownMember(name, value) && staysUnknown(name, field, want, news)) return false;
  const have = name === "revenue" ? comparable(name, live) : canonical(field, value ?? unsetMeans(field));
  return !equal(want, seen(have) ?? null);
}

/**
 * Whether a live name that this version does not know stays as it is: a scope, which nothing can change, and a default that check wrote in,
 * not the program. Right after a write any default may be one that only goes along.
 */
function staysUnknown(
  name: string,
  field: Field | undefined,
  want: unknown,
  news: WantedGoal["news"] = [],
): boolean {
  if (name === "scope") return true;
  const mayBeOurs = news === "all" || (isWrittenDefault(name) && !news.includes(name));
  return mayBeOurs && want === field?.default;
}

/** By the live type's own rules: a currency that the new type does not take has to go. */
function comparable(name: string, live: LiveGoal): Readonly<Record<string, unknown>> | undefined {
  const field = fieldsOf(definitionOf(live.type))[name];
  return comparableRevenue(field, live.fields[name] ?? unsetMeans(field));
}
