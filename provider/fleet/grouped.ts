import type { FieldChange, PlannedChange, RanAccount } from "./results";

/** The same change in one or many accounts. */
export interface ChangeGroup {
  readonly op: PlannedChange["op"];
  readonly type: string;
  /** The resource's name in the program; undefined: not the same everywhere. */
  readonly resource: string | undefined;
  /** By path. */
  readonly fields: readonly FieldChange[];
  /** The stacks of the accounts with the change, in the order of the runs. */
  readonly stacks: readonly string[];
  /** How many resources change so: more than one of an account, at times. */
  readonly resources: number;
  /** How many goals, tags and the like are written. */
  readonly writes: number;
}

/** A change and the stack of its account. */
interface Found {
  readonly stack: string;
  readonly change: PlannedChange;
}

/** All changes of the runs, identical ones in one group; those in most accounts first. */
export function groupedChanges(ran: readonly RanAccount[]): readonly ChangeGroup[] {
  const found = ran.flatMap(({ account, changes }) =>
    changes.map((change): Found => ({ stack: account.stack, change })),
  );
  const byKey = Map.groupBy(found, ({ change }) => keyOf(change));
  return [...byKey.values()]
    .flatMap((alike) => (hasFields(alike) ? [alike] : splitByName(alike)))
    .map(groupOf)
    .sort(mostFirst);
}

function mostFirst(one: ChangeGroup, other: ChangeGroup): number {
  return (
    other.stacks.length - one.stacks.length ||
    other.resources - one.resources ||
    groupWords(one).localeCompare(groupWords(other), "en")
  );
}

/** How many goals, tags and the like the runs write. */
export function totalWrites(ran: readonly RanAccount[]): number {
  return ran.reduce((sum, { changes }) => sum + changes.reduce((own, { writes }) => own + writes, 0), 0);
}

const NAMED = 3;

/** Why an up is refused that would write more than `--change-at-most` allows, or perhaps would; undefined if it does not. */
export function changeAtMostRefusal(ran: readonly RanAccount[], atMost: number): string | undefined {
  const writes = totalWrites(ran);
  if (writes <= atMost) return uncountedRefusal(ran, atMost);
  const groups = groupedChanges(ran);
  const rest = groups.length - NAMED;
  const common = [...groups.slice(0, NAMED).map(groupWords), ...(rest > 0 ? [`${rest} other changes`] : [])];
  const accounts = ran.filter(({ changes }) => changes.length > 0).length;
  return (
    `--change-at-most is ${atMost}, and this would write ${counted(writes, "goal, tag or setting", "goals, tags or settings")} ` +
    `in ${counted(accounts, "account")}: ${common.join("; ")}. If that is meant, use --change-at-most ${writes}.`
  );
}

function uncountedRefusal(ran: readonly RanAccount[], atMost: number): string | undefined {
  const uncounted = ran.flatMap(({ account, changes }) =>
    changes.flatMap(({ pausesUnknown, type, resource }) =>
      pausesUnknown === true ? [`${named(type, resource)} in ${account.stack}`] : [],
    ),
  );
  const [first] = uncounted;
  if (first === undefined) return undefined;
  const rest =
    uncounted.length === 1 ? "" : ` and ${counted(uncounted.length - 1, "other library", "other libraries")}`;
  return (
    `--change-at-most is ${atMost}, and how many goals would be paused cannot be counted: ${first}${rest} has \`unlisted: "pause"\`, ` +
    "and its goals or its account are known only when it is applied. Give it values that are known in preview, or run these accounts without --change-at-most."
  );
}

/** "`revenue.value` 25 → 30 in 143 accounts (UrlGoal "order")", "+ UrlGoal "signup" in 12 accounts". */
export function groupWords(group: ChangeGroup): string {
  const { type, resource, fields, stacks, resources } = group;
  const where = `${changeWords(group)} in ${counted(stacks.length, "account")}`;
  const many = resources > stacks.length ? `${counted(resources, "resource")}` : undefined;
  const detail = fields.length > 0 ? [named(type, resource), many] : [many];
  const shown = detail.filter((each) => each !== undefined);
  return shown.length === 0 ? where : `${where} (${shown.join(", ")})`;
}

const MARKS = { create: "+", update: "~", delete: "-", replace: "±" } as const;

function changeWords({ op, type, resource, fields }: ChangeGroup): string {
  if (fields.length === 0) return `${MARKS[op]} ${named(type, resource)}`;
  const changes = fields.map(({ path, from, to }) => `\`${path}\` ${valueWords(from)} → ${valueWords(to)}`);
  return `${op === "update" ? "" : `${MARKS[op]} `}${changes.join(", ")}`;
}

function named(type: string, resource: string | undefined): string {
  return resource === undefined ? type : `${type} ${cut(JSON.stringify(resource))}`;
}

function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : nouns}`;
}

const SECRET = "[secret]";

/** A value in one line of at most 60 characters. */
function valueWords(value: unknown): string {
  if (value === undefined) return "not set";
  return value === SECRET ? SECRET : cut(JSON.stringify(value) ?? String(value));
}

function cut(text: string): string {
  const letters = Array.from(text);
  return letters.length > 60 ? `${letters.slice(0, 59).join("")}…` : text;
}

function hasFields(alike: readonly Found[]): boolean {
  return alike.some(({ change }) => change.fields.length > 0);
}

/**
 * A change without fields is told by the resource's name. Names that each account has of its own are told together: a thousand lines would
 * say less than one.
 */
function splitByName(alike: readonly Found[]): readonly (readonly Found[])[] {
  const byName = Map.groupBy(alike, ({ change }) => change.resource);
  const isShared = (name: string): boolean => new Set(byName.get(name)?.map(({ stack }) => stack)).size > 1;
  const own = alike.filter(({ change }) => !isShared(change.resource));
  const shared = [...byName].filter(([name]) => isShared(name)).map(([, found]) => found);
  return own.length === 0 ? shared : [...shared, own];
}

function groupOf(alike: readonly Found[]): ChangeGroup {
  const [first] = alike;
  if (first === undefined) throw new Error("a group of changes is empty");
  const { op, type, resource } = first.change;
  return {
    op,
    type,
    resource: alike.every(({ change }) => change.resource === resource) ? resource : undefined,
    fields: sorted(first.change.fields),
    stacks: [...new Set(alike.map(({ stack }) => stack))],
    resources: alike.length,
    writes: alike.reduce((sum, { change }) => sum + change.writes, 0),
  };
}

function sorted(fields: readonly FieldChange[]): readonly FieldChange[] {
  return fields.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** The same for identical changes, and only for them. */
function keyOf({ op, type, fields }: PlannedChange): string {
  const changed = sorted(fields).map(({ path, from, to }) => [path, canonical(from), canonical(to)]);
  return JSON.stringify([op, type, changed]);
}

/** A value's JSON with the keys of objects sorted; "not set" has a text of its own. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part,
    ) ?? "undefined"
  );
}
