import { keptFields, leftFields, leftMembers } from "./leaving";
import { neighbourFeatures } from "./neighbours";
import { accountOf, fieldsOf, ignoredOf, type Plan, type Slot } from "./plan";
import { secretPathsOf } from "./secretValues";

/** What a program did between two versions that have both settled; each is a thing that the campaign must not miss. */
export function featuresOf(plan: Plan, before: Plan | undefined): readonly string[] {
  const past = new Map(before?.slots.map((slot) => [slot.key, slot]));
  const ofSlots = plan.slots
    .filter(({ key }) => !key.startsWith("many"))
    .flatMap((slot) => slotFeatures(slot, plan, past.get(slot.key), before));
  const accounts = new Set(plan.slots.map((slot) => accountOf(slot, plan)));
  const left = before?.slots.filter(({ key }) => !plan.slots.some((slot) => slot.key === key)) ?? [];
  return [
    ...ofSlots,
    ...neighbourFeatures(plan, before),
    ...keptFields(plan, before).map(() => "field left, stays, told"),
    ...(accounts.size > 1 ? ["several accounts in one program"] : []),
    ...(before !== undefined && before.libraryAccount !== plan.libraryAccount
      ? ["library to another account"]
      : []),
    ...left.map(({ where, onDelete }) => (onDelete === undefined ? `${where} left` : "left, retained")),
  ];
}

function slotFeatures(
  slot: Slot,
  plan: Plan,
  past: Slot | undefined,
  before: Plan | undefined,
): readonly string[] {
  const adopted = typeof slot.adopt === "string" && past?.adopt === undefined ? ["adopted by id"] : [];
  const secret = secretPathsOf(fieldsOf(slot)).map(() => "secret value");
  const handmade = slot.name.startsWith("Outsider") && past === undefined ? ["adopted by name"] : [];
  if (past === undefined || before === undefined)
    return [
      ...adopted,
      ...handmade,
      ...secret,
      ...(before === undefined ? [] : [slot.isNewGoal ? "new later" : "came back"]),
    ];
  const is = (condition: boolean, feature: string) => (condition ? [feature] : []);
  const ignored = ignoredOf(slot, plan, past);
  const ofLibrary = slot.where === "library" ? plan.libraryIgnores : [];
  const byTransform =
    (slot.byTransform === true && slot.ignored !== undefined && slot.ignored.length > 0) ||
    (plan.libraryByTransform && ofLibrary.length > 0);
  return [
    ...secret,
    ...leftMembers(slot, plan, before).map(() => "member of revenue left"),
    ...is(leftFields(slot, plan, before).length > 0, "field left"),
    ...is(ignored.length > 0 && byTransform, `${slot.where}: ignoreChanges by a transform`),
    ...is(
      ignored.some((path) => path.includes(".")),
      `${slot.where}: member ignored`,
    ),
    ...is(past.where === "single" && slot.where === "library", "single to library"),
    ...is(past.where === "library" && slot.where === "single", "library to single"),
    ...is(slot.where === "single" && slot.name === `${past.name}'`, "single renamed"),
    ...is(slot.renamedFrom !== undefined, "renamed in library"),
    ...is(past.type !== slot.type, `${slot.where}: other type`),
    ...is(past.scope !== slot.scope && slot.isNewGoal, "other scope, replaced"),
    ...is(
      slot.where === "single" && accountOf(past, before) !== accountOf(slot, plan),
      "single to another account",
    ),
    ...is(past.onDelete !== slot.onDelete, "onDelete changed"),
    ...is(past.adopt !== undefined && slot.adopt === undefined, "adopt line removed"),
    ...is(ignored.length > 0, `${slot.where}: ignoreChanges`),
    ...is(
      slot.where === "library" && plan.libraryIgnores.length > 0 && ignored.length > 0,
      "library: ignoreChanges of all",
    ),
  ];
}

/** How often each of these has to happen in 1,000 seeds: about half as often as it does. A campaign that cannot meet a thing proves nothing of it. */
const LEAST: Readonly<Record<string, number>> = {
  "version 12": 80,
  "transport soap": 200,
  "transport rest": 150,
  "transport auto": 150,
  "host dynamic": 412,
  "host native": 137,
  "several accounts in one program": 250,
  "new later": 200,
  "came back": 6,
  "adopted by id": 150,
  "adopted by name": 130,
  "adopt line removed": 100,
  "single to library": 20,
  "library to single": 20,
  "single renamed": 55,
  "renamed in library": 20,
  "single: other type": 38,
  "library: other type": 15,
  "other scope, replaced": 18,
  "single to another account": 50,
  "library to another account": 12,
  "onDelete changed": 70,
  "single left": 30,
  "library left": 40,
  "left, retained": 10,
  "single: ignoreChanges": 70,
  "library: ignoreChanges": 70,
  "library: ignoreChanges of all": 40,
  "single: ignoreChanges by a transform": 40,
  "library: ignoreChanges by a transform": 50,
  "single: member ignored": 15,
  "library: member ignored": 10,
  "field left": 150,
  "field left, stays, told": 60,
  "member of revenue left": 10,
  "secret value": 450,
  "[secret] said": 12,
  "changeAtMost: enough": 110,
  "changeAtMost: refused": 45,
  "changeAtMost: held": 45,
  "changeAtMost, in trouble": 100,
  "web UI: delete tag": 30,
  "web UI: delete tag, in a run": 8,
  "web UI: delete goal": 100,
  "web UI: delete goal, in a run": 12,
  "names lost": 30,
  "names lost, and told": 8,
  "account settings": 200,
  "campaign goals": 600,
  "campaign goals changed": 60,
  "campaign left": 70,
  "web UI: account setting": 90,
  "web UI: campaign": 140,
  destroy: 150,
  "sky: windows": 120,
  "sky: throttled": 350,
  "sky: stale": 300,
  "sky: retired": 12,
};

/** What did not happen often enough in so many seeds. */
export function tooRare(counts: ReadonlyMap<string, number>, seeds: number): readonly string[] {
  return Object.entries(LEAST).flatMap(([what, least]) => {
    const mean = (least * seeds) / 1_000;
    // Chance has its say where little is expected.
    const [count, wanted] = [counts.get(what) ?? 0, Math.floor(mean - 2 * Math.sqrt(mean))];
    return count < wanted ? [`${what}: ${count} in ${seeds} seeds, wanted ${wanted}`] : [];
  });
}
