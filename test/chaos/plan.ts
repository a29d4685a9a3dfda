import { type Declared, goal, library, output, type Program, tag } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import { type Groups, inputsOf, type Version } from "./anyFields";
import type { Dice } from "./dice";
import type { Neighbours } from "./neighbours";
import { secretPathsOf } from "./secretValues";

/** Accounts of the customer of every seed. */
export const ACCOUNTS = ["222", "333", "444"] as const;

/** One goal that a program wants, through all its versions. */
export interface Slot {
  /** Its resource, or its place in the library. */
  readonly key: string;
  readonly where: "single" | "library";
  readonly name: string;
  readonly type: string;
  readonly groups: Groups;
  readonly scope?: string;
  /** Undefined: the program's. */
  readonly accountId?: string;
  readonly renamedFrom?: string;
  /** A string: the id of a goal that somebody made by hand. */
  readonly adopt?: true | string;
  readonly onDelete?: "retain";
  /** Fields, and members of revenue, that `ignoreChanges` names. */
  readonly ignored?: readonly string[];
  /** It is a transform in the engine that says so. */
  readonly byTransform?: boolean;
  /** The next goal of this slot is another one: what was there before is paused. */
  readonly isNewGoal: boolean;
}

/** What a program wants in one version. */
export interface Plan {
  readonly tags: Readonly<Record<string, Values>>;
  readonly slots: readonly Slot[];
  /** Left the program, and may come back. */
  readonly gone: readonly Slot[];
  readonly unlisted: boolean;
  readonly hasLibrary: boolean;
  /** The account that the program's config names. */
  readonly account: string;
  /** The account of its library, where that is another. */
  readonly libraryAccount?: string;
  /** Fields that `ignoreChanges` names for every goal of the library. */
  readonly libraryIgnores: readonly string[];
  /** It is a transform in the engine that says so. */
  readonly libraryByTransform: boolean;
  /** None in most programs. */
  readonly neighbours?: Neighbours | undefined;
  readonly next: number;
}

/** What a random program may do. */
export interface PlanRules {
  readonly stack: string;
  readonly version: Version;
  readonly account: string;
  /** The in-store goal, of which a customer has one. */
  readonly mayHaveShop: boolean;
  readonly unlisted: boolean;
  /** So many offline goals more, in the library. */
  readonly many: number;
  /** The ids of the first account's campaigns. */
  readonly campaigns: readonly string[];
  /** Goals made by hand that a program may take over; each is taken once. */
  readonly handmade: Handmade[];
}

export interface Handmade {
  readonly id: string;
  readonly name: string;
}

/** The id of one of a program's tags. */
export const anyTag = (dice: Dice, plan: Plan) => output(dice.pick(Object.keys(plan.tags)), "id");

/** The inputs of a slot's goal, but for its name. */
export function fieldsOf({ type, groups, scope }: Slot): Values {
  return { type, ...inputsOf(groups), ...(scope === undefined ? {} : { scope }) };
}

/** The account in which a slot's goal is. */
export function accountOf(slot: Slot, plan: Plan): string {
  return slot.where === "library" ? (plan.libraryAccount ?? plan.account) : (slot.accountId ?? plan.account);
}

/**
 * The fields of a slot that the program leaves to others: `ignoreChanges` holds for a goal that its resource already manages.
 * `past`: the slot in the version before.
 */
export function ignoredOf(slot: Slot, plan: Plan, past: Slot | undefined): readonly string[] {
  if (past === undefined || past.where !== slot.where || slot.isNewGoal) return [];
  const ofAll = slot.where === "library" ? plan.libraryIgnores : [];
  return [...ofAll, ...(slot.ignored ?? [])];
}

/**
 * The fields of a slot of which nothing can be said: those that are ignored, and where a goal is taken over those that would be if the
 * run that takes it is cut short and another ends the work.
 */
export function openFieldsOf(
  slot: Slot,
  { plan, before }: { plan: Plan; before: Plan | undefined },
): readonly string[] {
  const past = before?.slots.find(({ key }) => key === slot.key);
  const ofAll = slot.where === "library" && slot.adopt !== undefined ? plan.libraryIgnores : [];
  return [...ignoredOf(slot, plan, past), ...ofAll];
}

/** Whether the program has the library: one that listed goals and lists none is refused. */
export function declaresLibrary({ hasLibrary, slots }: Plan): boolean {
  return hasLibrary && slots.some(({ where }) => where === "library");
}

/** The program of a plan. Tags first, then single goals, then the library, so that what leaves the library has its new home by then. */
export function programOf(plan: Plan): Program {
  const tags = Object.entries(plan.tags).map(([key, inputs]): [string, Declared] => [key, tag(inputs)]);
  const singles = plan.slots.filter(({ where }) => where === "single").map(singleOf);
  const listed = plan.slots.filter(({ where }) => where === "library");
  const goals = listed.map((slot) => {
    const from = slot.renamedFrom === undefined ? {} : { renamedFrom: slot.renamedFrom };
    return [slot.name, { ...fieldsOf(slot), ...managed(slot), ...from }];
  });
  const more = {
    ...(plan.unlisted ? { unlisted: "pause", pauseAtMost: 500 } : {}),
    ...(plan.libraryAccount === undefined ? {} : { accountId: plan.libraryAccount }),
  };
  const pathsInto = ({ name }: Slot, inside: readonly string[]) =>
    inside.map((field) => `goals["${name}"].${field}`);
  const ignoring = (byTransform: boolean) => [
    ...(plan.libraryByTransform === byTransform ? plan.libraryIgnores.map((name) => `goals[*].${name}`) : []),
    ...listed.flatMap((slot) =>
      (slot.byTransform ?? false) === byTransform ? pathsInto(slot, slot.ignored ?? []) : [],
    ),
  ];
  const shelf = {
    ...library({ goals: Object.fromEntries(goals), ...more }, ignoring(false)),
    transformed: ignoring(true),
    secret: listed.flatMap((slot) => pathsInto(slot, secretPathsOf(fieldsOf(slot)))),
  };
  return Object.fromEntries([
    ...tags,
    ...singles,
    ...(declaresLibrary(plan) ? [["shelf", shelf] as const] : []),
  ]);
}

function singleOf(slot: Slot): [string, Declared] {
  const account = slot.accountId === undefined ? {} : { accountId: slot.accountId };
  const inputs = { ...fieldsOf(slot), name: slot.name, ...account, ...managed(slot) };
  const { ignored = [], byTransform } = slot;
  const ignoring = byTransform ? { ...goal(inputs), transformed: ignored } : goal(inputs, ignored);
  return [slot.key, { ...ignoring, secret: secretPathsOf(inputs) }];
}

function managed({ adopt, onDelete }: Slot): Values {
  return {
    ...(adopt === undefined ? {} : { adopt }),
    ...(onDelete === undefined ? {} : { onDelete }),
  };
}
