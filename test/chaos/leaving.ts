import type { Values } from "../support/e2eWire";
import { fieldsOf, ignoredOf, type Plan, type Slot } from "./plan";

/** Optional fields that the service can neither clear nor has a documented default for. Microsoft: ConversionGoal, OfflineConversionGoal. */
const KEPT = ["isEnhancedConversionsEnabled", "isExternallyAttributed"];

/** The same goal in the version before, where all that it had can be told from what it has. */
export function samePast(slot: Slot, before: Plan | undefined): Slot | undefined {
  const past = before?.slots.find(({ key, where }) => key === slot.key && where === slot.where);
  return past === undefined || slot.isNewGoal || past.type !== slot.type ? undefined : past;
}

/** Fields that left the program in this version and are not left to others. */
export function leftFields(slot: Slot, plan: Plan, before: Plan | undefined): readonly string[] {
  const past = samePast(slot, before);
  if (past === undefined) return [];
  const [is, ignored] = [fieldsOf(slot), ignoredOf(slot, plan, past)];
  return Object.keys(fieldsOf(past)).filter((name) => !(name in is) && !ignored.includes(name));
}

/** Members of revenue that left the program while revenue stays. */
export function leftMembers(slot: Slot, plan: Plan, before: Plan | undefined): readonly string[] {
  const past = samePast(slot, before);
  if (past === undefined) return [];
  const ignored = ignoredOf(slot, plan, past);
  if (ignored.includes("revenue")) return [];
  return partsLeft(fieldsOf(past).revenue, fieldsOf(slot).revenue).filter(
    (part) => !ignored.includes(`revenue.${part}`),
  );
}

/** Parts that an older revenue has and a newer one with a value lacks. */
export function partsLeft(was: unknown, is: unknown): readonly string[] {
  const [old, now] = [(was ?? {}) as Values, (is ?? {}) as Values];
  if (old.type === undefined || now.type === undefined || now.type === "NoValue") return [];
  return ["currencyCode", "value"].filter((part) => part in old && !(part in now));
}

/** What left the program and stays as it is: of goals and of tags, each with the resource's name as notices have it. */
export function keptFields(
  plan: Plan,
  before: Plan | undefined,
): readonly { readonly resource: string; readonly field: string }[] {
  const ofGoals = plan.slots.flatMap((slot) => {
    const resource = slot.where === "single" ? slot.key : `shelf[${JSON.stringify(slot.name)}]`;
    const kept = leftFields(slot, plan, before).filter((name) => KEPT.includes(name));
    return kept.map((field) => ({ resource, field }));
  });
  const ofTags = Object.entries(plan.tags).flatMap(([resource, inputs]) => {
    const past = before?.tags[resource];
    const isLeft = past !== undefined && "description" in past && !("description" in inputs);
    return isLeft && past.name === inputs.name ? [{ resource, field: "description" }] : [];
  });
  return [...ofGoals, ...ofTags];
}

/** Fields that left the program and keep their values, without a notice. `isNew`: whether the resource manages another goal or tag than before. */
export function leftSilently(
  plan: Plan,
  before: Plan | undefined,
  heard: readonly string[],
  isNew: (resource: string) => boolean,
): readonly string[] {
  return keptFields(plan, before)
    .filter(
      ({ resource, field }) =>
        !isNew(resource) &&
        !heard.some(
          (message) =>
            message.startsWith(`${resource}: `) &&
            message.includes(field) &&
            message.includes("the program no longer sets"),
        ),
    )
    .map(({ resource, field }) => `${resource}: ${field} left the program, and nobody was told`);
}
