import { accountOf, ignoredOf, type Plan, type Slot } from "./plan";

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
    ...(accounts.size > 1 ? ["several accounts in one program"] : []),
    ...(before !== undefined && before.libraryAccount !== plan.libraryAccount
      ? ["library to another account"]
      : []),
    ...left.map(({ where, onDelete }) => `${where} left${onDelete === undefined ? "" : ", retained"}`),
  ];
}

function slotFeatures(
  slot: Slot,
  plan: Plan,
  past: Slot | undefined,
  before: Plan | undefined,
): readonly string[] {
  const adopted = typeof slot.adopt === "string" && past?.adopt === undefined ? ["adopted by id"] : [];
  const handmade = slot.name.startsWith("Outsider") && past === undefined ? ["adopted by name"] : [];
  if (past === undefined || before === undefined)
    return [
      ...adopted,
      ...handmade,
      ...(before === undefined ? [] : [slot.isNewGoal ? "new later" : "came back"]),
    ];
  const is = (condition: boolean, feature: string) => (condition ? [feature] : []);
  const ignored = ignoredOf(slot, plan, past);
  return [
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
