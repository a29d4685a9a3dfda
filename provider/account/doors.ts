import equal from "fast-deep-equal";
import { canonical } from "../goals/canonical";
import { isBlank, unsetMeans } from "../goals/compare";
import { fieldsOf } from "../goals/definition";
import { definitionOf } from "../goals/definitions";
import { type AnyGoal, isUnsupported, type LiveGoal } from "../goals/goal";
import { comparableRevenue } from "../goals/revenue";
import type { CampaignManagement } from "../service/campaignManagement";
import type { LiveTag } from "../tags/tag";
import type { Door, Payload } from "./steps";

/** The account's conversion goals. */
export function goalDoor(service: CampaignManagement): Door<LiveGoal> {
  return {
    noun: "conversion goal",
    nameTaken: 5317,
    addOperation: "AddConversionGoals",
    updateOperation: "UpdateConversionGoals",
    add: (items) => service.addConversionGoals(items.map(typed)),
    update: (items) => service.updateConversionGoals(items.map((item) => ({ ...typed(item), id: item.id }))),
    list: async () => (await service.getConversionGoals("all")).map(unlessDeleted),
    read: async (ids) =>
      (await service.getConversionGoals({ ids })).map(unlessDeleted).map(unlessUnsupported),
    notTaken: goalFieldsNotTaken,
  };
}

/** Microsoft: Get operations do not return deleted goals; one that is returned all the same is as good as gone. */
function unlessDeleted(live: AnyGoal | null): AnyGoal | null {
  return live?.fields.status === "Deleted" ? null : live;
}

/** None of ours looks so. */
function unlessUnsupported(live: AnyGoal | null): LiveGoal | null {
  return live === null || isUnsupported(live) ? null : live;
}

/** The customer's UET tags. */
export function tagDoor(service: CampaignManagement): Door<LiveTag> {
  return {
    noun: "UET tag",
    nameTaken: 5303,
    addOperation: "AddUetTags",
    updateOperation: "UpdateUetTags",
    add: async (items) => {
      const { trackingId, items: added } = await service.addUetTags(items);
      return {
        trackingId,
        items: added.map((item) => (item.ok ? { ok: true, value: item.value.id } : item)),
      };
    },
    update: (items) => service.updateUetTags(items),
    list: () => service.getUetTags("all"),
    read: (ids) => service.getUetTags({ ids }),
    notTaken: ({ fields }, live) =>
      Object.entries(fields)
        .filter(([name, value]) => (live[name as keyof LiveTag] ?? "") !== value)
        .map(([name]) => name),
  };
}

function typed(item: Payload) {
  if (item.type === undefined) throw new Error("A conversion goal was to be written without its type.");
  return { type: item.type, fields: item.fields };
}

/** Right after a write, a field that the reply does not show as sent did not take; a documented default may be shown as unset. */
function goalFieldsNotTaken(payload: Payload, live: LiveGoal): readonly string[] {
  if (payload.type !== undefined && payload.type !== live.type) return ["type"];
  const fields = fieldsOf(definitionOf(live.type));
  const changed = Object.entries(payload.fields)
    .filter(([name, sent]) => {
      const form = name === "revenue" ? comparableRevenue : canonical;
      const seen = live.fields[name] ?? unsetMeans(fields[name]);
      return !shows(form(fields[name], seen), form(fields[name], sent));
    })
    .map(([name]) => name);
  return [...changed, ...pairsLeft(payload, live)];
}

/** Pairs of an event goal that a write left out, so that they go, and that are there all the same. */
function pairsLeft(payload: Payload, live: LiveGoal): readonly string[] {
  const { type, unit } = definitionOf(live.type);
  const sent = unit.filter((name) => Object.hasOwn(payload.fields, name));
  if (type !== "Event" || sent.length === 0) return [];
  return unit.filter((name) => !sent.includes(name) && !isBlank(live.fields[name]));
}

/** Whether what is seen has all that was sent; what was left open in it (a currency, a value) is the service's choice. */
function shows(seen: unknown, sent: unknown): boolean {
  if (!isObject(seen) || !isObject(sent)) return equal(seen, sent);
  return Object.entries(sent).every(([name, value]) => equal(seen[name], value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
