import {
  type LiveAccountSettings,
  PROPERTY_NAMES,
  propertiesOf,
  settingsOf,
} from "../accountSettings/accountSettings";
import { compareSettings } from "../accountSettings/compareSettings";
import { goalFields, goalFieldsSent } from "../goals/audited";
import { changesIn, compareGoal } from "../goals/compare";
import type { Difference } from "../goals/difference";
import { picked } from "../goals/flatFields";
import { type AnyGoal, isUnsupported, type LiveGoal } from "../goals/goal";
import { wantedGoal } from "../goals/wanted";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import { compareTag, withEveryField } from "../tags/compareTag";
import type { LiveTag } from "../tags/tag";
import { TAG_FIELDS } from "../tags/tagProblems";
import type { EntityApi, Payload } from "./plan/writePlan";

/** The account's conversion goals. */
export function goalApi(service: CampaignManagement): EntityApi<LiveGoal> {
  return {
    kind: "goal",
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
    fieldsOf: goalFields,
    sent: goalFieldsSent,
  };
}

/** Microsoft: Get operations do not return deleted goals; one that is returned nevertheless counts as gone. */
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
    kind: "tag",
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
    fieldsOf: (live) => picked({ ...live }, TAG_FIELDS),
    sent: ({ fields }) => fields,
  };
}

/** The settings of an account: one thing, whose id is the account's. */
export function settingsApi(
  service: CampaignManagement,
  { accountId }: AccountRef,
): EntityApi<LiveAccountSettings> {
  const read = async () => [
    settingsOf(accountId, await service.getAccountProperties(Object.values(PROPERTY_NAMES))),
  ];
  return {
    kind: "settings",
    noun: "account",
    nameTaken: 0,
    addOperation: "",
    updateOperation: "SetAccountProperties",
    add: () => Promise.reject(new Error("An account has its settings: none are added.")),
    update: async (items) => {
      const { trackingId } = await service.setAccountProperties(
        items.flatMap(({ fields }) => propertiesOf(fields)),
      );
      return { trackingId, items: items.map(() => ({ ok: true, value: undefined })) };
    },
    list: read,
    read,
    notTaken: ({ fields, secret = [] }, live) => {
      // What the answer lacks right after it was set is not set.
      const none = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
      const seen = { ...live, fields: { ...none, ...live.fields } };
      return changesIn({ differences: compareSettings({ fields, secret }, seen) });
    },
    fieldsOf: ({ fields }) => fields,
    sent: ({ fields }) => fields,
  };
}

function typed(item: Payload) {
  if (item.type === undefined) throw new Error("A conversion goal without a type cannot be written.");
  return { type: item.type, fields: item.fields };
}

/** Right after a write, what the reply does not show as sent did not take; a documented default may be shown as unset. */
function goalFieldsNotTaken({ type, fields, secret = [] }: Payload, live: LiveGoal): readonly Difference[] {
  const sent = wantedGoal(type ?? live.type, fields, undefined, { secret });
  const found = changesIn(compareGoal({ ...sent, news: "all" }, live));
  const ofType = found.filter(({ name }) => name === "type");
  return ofType.length > 0 ? ofType : found;
}

function tagFieldsNotTaken({ fields, secret = [] }: Payload, live: LiveTag): readonly Difference[] {
  return changesIn(compareTag({ fields, secret }, withEveryField(live)));
}
