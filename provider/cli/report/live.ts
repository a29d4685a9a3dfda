import { accountSettingFields, type LiveAccountSettings } from "../../accountSettings/accountSettings";
import { campaignFields, type LiveCampaign } from "../../campaigns/campaign";
import { driftSince as flatDriftSince } from "../../core/flatDiff";
import { driftSince } from "../../core/goal/diff";
import type { Props } from "../../core/props";
import type { Resource } from "../../core/resource";
import type { Difference } from "../../goals/difference";
import { asFarAsKnown } from "../../goals/flatFields";
import { type AnyGoal, isUnsupported, unsupportedWords } from "../../goals/goal";
import { withEveryField } from "../../tags/compareTag";
import { type LiveTag, tagFields } from "../../tags/tag";
import type { AccountContent } from "../export/readAccount";
import type { Neighbours } from "./neighbours";

/** What a program's state is compared with. */
export type Kind = "goal" | "tag" | "settings" | "campaign";

/** All that was read of an account. */
export type LiveContent = AccountContent & Neighbours;

/** One live thing, beside what state says of it. */
interface Live {
  readonly name: string;
  /** Why it cannot be compared. */
  readonly lost?: string;
  /** In what it is not as the outputs of its resource say. */
  readonly drift: (resource: Resource, outputs: Props) => readonly Difference[];
}

export const GONE = "It is gone from the account.";

/** An id is one of its kind: a campaign may have that of a goal. */
export function keyOf({ kind, id }: { readonly kind: Kind; readonly id: string }): string {
  return `${kind} ${id}`;
}

/** Everything live, by `keyOf`. */
export function liveIn({ goals, tags, settings, campaigns = [] }: LiveContent): ReadonlyMap<string, Live> {
  const of = <T extends { readonly id: string }>(kind: Kind, things: readonly T[], live: (one: T) => Live) =>
    things.map((one) => [keyOf({ kind, id: one.id }), live(one)] as const);
  return new Map([
    ...of("goal", goals, liveGoal),
    ...of("tag", tags, liveTag),
    ...of("settings", settings === undefined ? [] : [settings], liveSettings),
    ...of("campaign", campaigns, liveCampaign),
  ]);
}

function liveGoal(goal: AnyGoal): Live {
  const { name } = goal;
  // Microsoft: Get operations do not return deleted goals; one that is returned nevertheless counts as gone.
  if (goal.fields.status === "Deleted") return { name, lost: GONE, drift: () => [] };
  if (!isUnsupported(goal))
    return { name, drift: (resource, outputs) => driftSince(resource, outputs, goal) };
  const { what, why } = unsupportedWords(goal);
  return { name, lost: `It is ${what} now: ${why}.`, drift: () => [] };
}

function liveTag(tag: LiveTag): Live {
  const fields = { ...withEveryField(tag) };
  return {
    name: tag.name,
    drift: (resource, outputs) => flatDriftSince(resource, outputs, fields, tagFields),
  };
}

function liveSettings({ name, fields }: LiveAccountSettings): Live {
  return {
    name: `Account ${name}`,
    drift: (resource, outputs) => flatDriftSince(resource, outputs, fields, accountSettingFields),
  };
}

function liveCampaign(campaign: LiveCampaign): Live {
  return {
    name: campaign.name,
    drift: (resource, outputs) => {
      const known = asFarAsKnown({ ...campaign }, outputs, campaignFields);
      return flatDriftSince(resource, outputs, known, campaignFields);
    },
  };
}
