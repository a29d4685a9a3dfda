import equal from "fast-deep-equal";
import { canonical } from "../goals/canonical";
import { isBlank, unsetMeans } from "../goals/compare";
import { fieldsOf } from "../goals/definition";
import { definitionOf } from "../goals/definitions";
import { type Difference, leavesOf, withSecrets } from "../goals/difference";
import type { Field } from "../goals/field";
import { type AnyGoal, isUnsupported, type LiveGoal } from "../goals/goal";
import { comparableRevenue } from "../goals/revenue";
import { unrounded } from "../goals/rounded";
import { membersOf } from "../goals/wanted";
import type { CampaignManagement } from "../service/campaignManagement";
import type { LiveTag } from "../tags/tag";
import type { EntityApi, Payload } from "./plan/writePlan";

/** The account's conversion goals. */
export function goalApi(service: CampaignManagement): EntityApi<LiveGoal> {
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
export function tagApi(service: CampaignManagement): EntityApi<LiveTag> {
  return {
    noun: "UET tag",
    nameTaken: 5303,
    addOperation: "AddUetTags",
    updateOperation: "UpdateUetTags",
    add: async (items) => {
      const { trackingId, items: added } = await service.addUetTags(items.map(({ fields }) => ({ fields })));
      return {
        trackingId,
        items: added.map((item) => (item.ok ? { ok: true, value: item.value.id } : item)),
      };
    },
    update: (items) => service.updateUetTags(items.map(({ id, fields }) => ({ id, fields }))),
    list: () => service.getUetTags("all"),
    read: (ids) => service.getUetTags({ ids }),
    notTaken: tagFieldsNotTaken,
  };
}

function typed(item: Payload) {
  if (item.type === undefined) throw new Error("A conversion goal was to be written without its type.");
  return { type: item.type, fields: item.fields };
}

/** Right after a write, a field that the reply does not show as sent did not take; a documented default may be shown as unset. */
function goalFieldsNotTaken({ type, fields: sent, secret }: Payload, live: LiveGoal): readonly Difference[] {
  if (type !== undefined && type !== live.type) return leavesOf("type", undefined, type, live.type);
  const fields = fieldsOf(definitionOf(live.type));
  const changed = Object.entries(sent).flatMap(([name, value]) =>
    notShown(name, fields[name], value, live.fields[name]),
  );
  return withSecrets([...changed, ...pairsLeft(sent, live)], secret);
}

/** What was left open in what was sent (a currency, a value) is the service's choice. */
function notShown(
  name: string,
  field: Field | undefined,
  sent: unknown,
  seen: unknown,
): readonly Difference[] {
  const form = name === "revenue" ? comparableRevenue : canonical;
  const wanted = form(field, sent);
  const live = unrounded(field, wanted, form(field, seen ?? unsetMeans(field)));
  if (equal(wanted, live)) return [];
  return leavesOf(name, field, wanted, live, membersOf(wanted));
}

/** Pairs of an event goal that a write left out, so that they go, and that are there all the same. */
function pairsLeft(sent: Payload["fields"], live: LiveGoal): readonly Difference[] {
  const definition = definitionOf(live.type);
  const pairs = definition.unit.filter((name) => Object.hasOwn(sent, name));
  if (definition.type !== "Event" || pairs.length === 0) return [];
  return definition.unit
    .filter((name) => !pairs.includes(name) && !isBlank(live.fields[name]))
    .flatMap((name) => leavesOf(name, definition.own[name], undefined, live.fields[name]));
}

function tagFieldsNotTaken({ fields: sent, secret }: Payload, live: LiveTag): readonly Difference[] {
  const found = Object.entries(sent).flatMap(([name, value]) => {
    const seen = live[name as keyof LiveTag];
    return (seen ?? "") === value ? [] : leavesOf(name, undefined, value, seen);
  });
  return withSecrets(found, secret);
}
