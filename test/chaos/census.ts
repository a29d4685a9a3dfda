import equal from "fast-deep-equal";
import type { Emulator, GoalEdit, StoredGoal } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import { fieldsOf, ignoredOf, type Plan, type Slot } from "./plan";
import { EVENT_FIELDS, idIn, wireName } from "./truth";

/** What a stack may touch in a run: by what it wants now, and by what its state says of before. */
export interface Owner {
  readonly plan: Plan;
  /** Of the version before; undefined in the first. */
  readonly before: Plan | undefined;
  readonly state: ReadonlyMap<string, Entry>;
}

/** The goals as they were before a run, and as people changed them meanwhile. */
export class Census {
  readonly #goals: Map<string, StoredGoal>;

  constructor(private readonly emulator: Emulator) {
    this.#goals = new Map(emulator.store.goals.map((goal) => [goal.id, goal]));
  }

  /** Changes a goal as a person does, now. */
  edit(id: string, edit: GoalEdit): void {
    const known = this.#goals.get(id);
    const changed = this.emulator.editGoal(id, edit);
    if (known === undefined) return;
    const names = Object.keys(edit);
    const own = Object.entries(changed.fields).filter(([name]) => names.includes(name));
    const kept = Object.entries(known.fields).filter(([name]) => !names.includes(name));
    this.#goals.set(id, {
      ...known,
      deleted: changed.deleted,
      fields: Object.fromEntries([...kept, ...own]),
    });
  }

  /** Deletes a tag as a person does, now: the service deletes its goals with it. */
  deleteTag(id: string): void {
    const there = this.emulator.store.goals.filter(({ deleted }) => !deleted);
    this.emulator.deleteTag(id);
    for (const goal of there) {
      const known = this.#goals.get(goal.id);
      const isGone = this.emulator.store.goal(goal.id)?.deleted === true;
      if (isGone && known !== undefined) this.#goals.set(goal.id, { ...known, deleted: true });
    }
  }

  /** What a run did that nobody had asked for. */
  trespasses(owners: readonly Owner[]): readonly string[] {
    return this.emulator.store.goals.flatMap((after) => {
      const before = this.#goals.get(after.id);
      return before === undefined ? unaskedFor(after, owners) : changes(before, after, owners);
    });
  }
}

/** A new goal: some program must have asked for it. */
function unaskedFor({ id, fields }: StoredGoal, owners: readonly Owner[]): readonly string[] {
  const isAsked = owners.some(({ plan }) => plan.slots.some(({ name }) => name === fields.Name));
  return isAsked ? [] : [`goal ${id}, ${fields.Name}, was made and no program asks for it`];
}

function changes(before: StoredGoal, after: StoredGoal, owners: readonly Owner[]): readonly string[] {
  if (after.deleted !== before.deleted) return [`goal ${after.id} was deleted`];
  const wanting = owners.flatMap((owner) => ownSlots(before, owner));
  const isUnlisted =
    owners.some(({ plan }) => plan.unlisted) && wanting.every(({ now }) => now === undefined);
  const names = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const different = [...names].filter(
    (name) =>
      !equal(
        before.fields[name as keyof StoredGoal["fields"]],
        after.fields[name as keyof StoredGoal["fields"]],
      ),
  );
  const isPaused = before.fields.Status === "Active" && after.fields.Status === "Paused";
  const mayPause = isUnlisted || wanting.some((owned) => owned.mayPause || wantsPause(owned));
  const paused = isPaused && !mayPause ? [`goal ${after.id}, ${after.fields.Name}, was paused`] : [];
  const allowed = new Set(wanting.flatMap(managedBy));
  // Another type has other fields: what becomes of them is the service's choice.
  const isOtherType = wanting.some(({ now }) => now !== undefined && now.type !== before.kind);
  const touched = different.filter(
    (name) => !allowed.has(name) && !isOtherType && !(name === "Status" && isUnlisted),
  );
  const members = isOtherType ? [] : wanting.flatMap(({ ignored }) => membersTouched(before, after, ignored));
  return [
    ...paused,
    ...members,
    ...touched.map(
      (name) =>
        `goal ${after.id}, ${after.fields.Name}: ${name} was ${text(before, name)} and is ${text(after, name)}, which no program manages`,
    ),
  ];
}

/** Members of revenue that are left to others and changed all the same. */
function membersTouched(
  before: StoredGoal,
  { id, fields }: StoredGoal,
  ignored: readonly string[],
): readonly string[] {
  const [was, is] = [before.fields.Revenue ?? {}, fields.Revenue ?? {}];
  const touched = [
    ...(Number(was.Value ?? 0) === Number(is.Value ?? 0) ? [] : ["value"]),
    ...((was.CurrencyCode ?? "EUR") === (is.CurrencyCode ?? "EUR") ? [] : ["currencyCode"]),
  ];
  return touched
    .filter((name) => ignored.includes(`revenue.${name}`))
    .map(
      (name) =>
        `goal ${id}, ${fields.Name}: revenue.${name} is ignored; revenue was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`,
    );
}

const text = ({ fields }: StoredGoal, name: string) => JSON.stringify(fields[name as keyof typeof fields]);

interface Owned {
  /** What the program wants of the goal; undefined: it is to be paused. */
  readonly now: Slot | undefined;
  readonly past: Slot | undefined;
  readonly mayPause: boolean;
  /** The fields that the slot had before, also where it was another goal's: one that is made anew may have old inputs. */
  readonly former: Slot | undefined;
  /** Left to others. */
  readonly ignored: readonly string[];
  /** Left to others in the version before. */
  readonly freed: readonly string[];
}

/** What a program has to do with a goal. */
function ownSlots(goal: StoredGoal, { plan, before, state }: Owner): readonly Owned[] {
  const past = before?.slots.find((slot) => idIn(state, slot) === goal.id);
  const now = plan.slots.find((slot) => {
    const takes = slot.name === goal.fields.Name || slot.adopt === goal.id;
    return takes || (past !== undefined && slot.key === past.key && !slot.isNewGoal);
  });
  if (now === undefined && past === undefined) return [];
  const mayPause = now === undefined && past?.onDelete !== "retain";
  const former = past ?? before?.slots.find(({ key }) => key === now?.key);
  const ofLibrary = former?.where === "library" ? (before?.libraryIgnores ?? []) : [];
  const freed = [...(former?.ignored ?? []), ...ofLibrary];
  return [
    { now, past, former, mayPause, freed, ignored: now === undefined ? [] : ignoredOf(now, plan, past) },
  ];
}

function wantsPause({ now, ignored }: Owned): boolean {
  return now !== undefined && fieldsOf(now).status === "Paused" && !ignored.includes("status");
}

function managedBy({ now, former, ignored, freed }: Owned): readonly string[] {
  if (now === undefined) return ["Status"];
  const fields = [now, former].flatMap((slot) => (slot === undefined ? [] : Object.keys(fieldsOf(slot))));
  const pairs = now.type === "Event" ? EVENT_FIELDS : [];
  // What was ignored and is no longer goes to its default where the program does not set it.
  return [...fields, ...pairs, ...freed, "name", "status", "countType", "scope"]
    .filter((name) => !ignored.includes(name))
    .map(wireName);
}
