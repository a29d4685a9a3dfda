import { Flags, List, TypedGoal } from "../message";
import { behaviour, type Probe, type ProbeGroup, refusal } from "../probe";
import { seenAs } from "../verdict";

const rest = (...[rule, send]: Parameters<typeof refusal>): Probe => refusal(rule, send, "rest");

export const restProbes: ProbeGroup = {
  name: "restRules",
  probes: [
    rest("rest.malformed", (kit) => kit.call("GetUetTagsByIds", {}, { text: "{" })),
    // Ids are texts.
    rest("rest.member-types", (kit) => kit.call("GetUetTagsByIds", { TagIds: new List("long", [1], "a") })),
    rest("rest.unknown-member", (kit) => kit.call("GetUetTagsByIds", { Colour: "red" })),
    rest("rest.goal-type", async (kit) =>
      kit.addGoals([new TypedGoal(undefined, await kit.good("OfflineConversion"))]),
    ),
    behaviour(
      "rest.none-flag",
      async (kit) => {
        const reply = await kit.call("GetConversionGoalsByIds", {
          ConversionGoalTypes: new Flags(["None", "Url"]),
        });
        return seenAs(reply.accepted, {}, reply);
      },
      "rest",
    ),
    behaviour(
      "rest.token-first",
      async (kit) => {
        const how = { text: "{", accessToken: "msads-parity-wrong-token", expects: [105, 106, 109] };
        const reply = await kit.call("GetUetTagsByIds", {}, how);
        return seenAs(!reply.codes.includes(100), {}, reply);
      },
      "rest",
    ),
  ],
  unasked: [],
};
