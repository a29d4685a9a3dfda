import type { LiveAccountSettings } from "../../accountSettings/accountSettings";
import { compareSettings, needsConsent } from "../../accountSettings/compareSettings";
import { changesIn } from "../../goals/compare";
import { type Difference, shownLive } from "../../goals/difference";
import { MsadsError } from "../../service/errors";
import type { Snapshot } from "../snapshot";
import type { SettingsRequest } from "./requests";
import type { Step } from "./writePlan";

/** Turns what resources ask of an account's settings into what is sent: only what differs, in one call. Pure. */
export function planSettings(
  requests: readonly SettingsRequest[],
  snapshot: Snapshot<LiveAccountSettings>,
): readonly Step[] {
  return requests.map((request): Step => {
    const { resource, id, secret = [] } = request;
    const live = snapshot.byId.get(id);
    if (live === undefined) return { do: "nothing", resource };
    const found = changesIn({ differences: compareSettings(request, live) });
    if (found.length === 0) return { do: "nothing", resource, id };
    const refused = unconsented(found, request.mayReplace)[0];
    if (refused !== undefined)
      return {
        do: "refuse",
        resource,
        error: new MsadsError(`account ${id}: ${refused.path}: ${consentWords(refused)}.`, {
          outcome: "refused",
        }),
      };
    const fields = Object.fromEntries(found.map(({ name, wanted }) => [name, wanted]));
    return { do: "update", resource, name: live.name, id, payload: { fields, secret } };
  });
}

/** What must not be replaced without consent: texts of settings that the resource does not have yet. */
export function unconsented(
  found: readonly Difference[],
  mayReplace: SettingsRequest["mayReplace"],
): readonly Difference[] {
  if (mayReplace === "all") return [];
  return found.filter((each) => needsConsent(each) && !mayReplace.includes(each.name));
}

export function consentWords(difference: Difference): string {
  return `the account has ${shownLive(difference)} already. To replace it, add adopt: true`;
}
