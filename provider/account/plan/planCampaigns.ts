import type { LiveCampaign } from "../../campaigns/campaign";
import { goalsInWords, linkChanges } from "../../campaigns/links";
import { show } from "../../goals/text";
import { MsadsError } from "../../service/errors";
import type { Snapshot } from "../snapshot";
import type { CampaignRequest } from "./requests";
import type { Step } from "./writePlan";

/** Turns what resources ask of the goals of campaigns into links to add and to delete. Pure; one answer for each request, in order. */
export function planCampaigns(
  requests: readonly CampaignRequest[],
  snapshot: Snapshot<LiveCampaign>,
): readonly Step[] {
  return requests.map((request): Step => {
    const { op, resource, id, goalIds, secret = [] } = request;
    const live = snapshot.byId.get(id);
    if (live === undefined && op === "unlink") return { do: "nothing", resource };
    if (live === undefined) return refuse(resource, `${notFound(id)}.`);
    const { add, remove } =
      op === "link"
        ? linkChanges(goalIds, live.goalIds)
        : { add: [], remove: goalIds.filter((each) => live.goalIds.includes(each)) };
    if (add.length + remove.length === 0) return { do: "nothing", resource, id };
    if (op === "link" && !request.mayRemove && remove.length > 0)
      return refuse(resource, `${campaignWords(live)} was not changed: ${surplusWords(remove)}.`);
    return { do: "update", resource, name: live.name, id, payload: { fields: { add, remove }, secret } };
  });
}

/** Why a campaign cannot be had. */
export function notFound(id: string): string {
  return `the account shows no campaign ${id}: it may be deleted, of another account, or of a type that this version does not know`;
}

/** What a new resource would unlink. */
export function surplusWords(surplus: readonly string[]): string {
  return `the campaign is linked to ${goalsInWords(surplus)} as well. To keep that, add the ids to goalIds. To end it, add adopt: true`;
}

/** What a message calls a campaign. */
export function campaignWords({ id, name }: Pick<LiveCampaign, "id" | "name">): string {
  return `campaign ${id}, ${show(name)},`;
}

function refuse(resource: string, message: string): Step {
  return { do: "refuse", resource, error: new MsadsError(message, { outcome: "refused" }) };
}
