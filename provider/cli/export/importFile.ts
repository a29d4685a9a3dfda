import { CAMPAIGN_TOKEN, goalToken, SETTINGS_TOKEN, TAG_TOKEN } from "../../native/resourceTypes";
import type { Exported } from "./model";
import { newNamer } from "./names";

/**
 * An account as `pulumi import --file` takes it. Tags stand first: where Pulumi writes code for a goal, it then names the tag's resource.
 * What resources are called in that code is given as well: Pulumi would make one name of two, or a word that a language keeps for itself.
 */
export function importFile(
  exported: Pick<Exported, "tags" | "goals" | "settings" | "campaigns">,
  accountId: string,
): string {
  const { tags, goals, settings = {}, campaigns = [] } = exported;
  const namer = newNamer();
  const resources = [
    ...tags.map(({ resource, name, id }) => ({
      type: TAG_TOKEN,
      name: namer.variable(name, "tag", id),
      logicalName: resource,
      id,
    })),
    ...goals.map(({ type, resource, name, id }) => ({
      type: goalToken(type),
      name: namer.variable(name, "goal", id),
      logicalName: resource,
      id,
    })),
    ...(Object.keys(settings).length === 0
      ? []
      : [
          {
            type: SETTINGS_TOKEN,
            name: namer.variable("account settings", "account", accountId),
            logicalName: "account",
            id: accountId,
          },
        ]),
    ...campaigns.map(({ resource, name, id }) => ({
      type: CAMPAIGN_TOKEN,
      name: namer.variable(`${name} goals`, "campaign", id),
      logicalName: resource,
      id,
    })),
  ];
  return `${JSON.stringify({ resources }, null, 2)}\n`;
}
