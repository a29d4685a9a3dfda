import type { GoalType } from "../../../goals/definition";
import { idsIn, type Kit } from "../kit";
import { goal, type Parts } from "../message";
import { behaviour, type ProbeGroup, refusal, unasked } from "../probe";
import type { Reply } from "../reply";
import { NotAsked, seenAs } from "../verdict";

/** Nobody's tag: ids of Microsoft's have been longer for many years. */
const NO_TAG = "1";

/** A new goal without some of the fields that it needs. */
async function addWithout(
  kit: Kit,
  type: GoalType,
  fields: Parts,
  ...left: readonly string[]
): Promise<Reply> {
  const all = Object.entries(await kit.good(type, fields)).filter(([name]) => !left.includes(name));
  return kit.addGoals([goal(type, Object.fromEntries(all))]);
}

export const goalProbes: ProbeGroup = {
  name: "goalRules",
  probes: [
    refusal("goal.category-missing", (kit) => addWithout(kit, "OfflineConversion", {}, "GoalCategory")),
    refusal("goal.category-for-type", (kit) => addWithout(kit, "Duration", { GoalCategory: "Purchase" })),
    behaviour(
      "goal.category-v12",
      async (kit) => {
        const { GoalCategory: _, ...fields } = await kit.good("Url");
        const [id] = idsIn(await kit.addGoals([goal("Url", fields)], { version: 12 }));
        if (id === undefined) throw new NotAsked("version 12 refuses the goal that it needs");
        const category = (await kit.seen(id, "GoalCategory"))?.value("GoalCategory") ?? "absent";
        return seenAs(category === "None", { GoalCategory: category });
      },
      "soap",
    ),
    refusal("goal.status-new", (kit) => addWithout(kit, "OfflineConversion", { Status: "Deleted" })),
    refusal("goal.tag-missing", (kit) => addWithout(kit, "Url", {}, "TagId")),
    refusal("goal.tag-unknown", (kit) => addWithout(kit, "Url", { TagId: NO_TAG })),
    behaviour("goal.tag-not-applicable", async (kit) => {
      const id = await kit.made("OfflineConversion", { TagId: await kit.tag() });
      const shown = (await kit.seen(id))?.value("TagId") ?? "absent";
      const isIgnored = shown === "nil" || shown === "absent";
      return seenAs(isIgnored, { TagId: isIgnored ? shown : "present" });
    }),
    behaviour("goal.attribution-type", async (kit) => {
      const id = await kit.made("OfflineConversion", { AttributionModelType: "LastTouch" });
      const shown = (await kit.seen(id, "AttributionModelType"))?.value("AttributionModelType") ?? "absent";
      return seenAs(shown !== "LastTouch", { AttributionModelType: shown });
    }),
    refusal("goal.url-needs-both", async (kit) => {
      const id = await kit.shared("Url");
      return kit.update("Url", id, { UrlExpression: "/msads-parity" });
    }),
    behaviour("goal.read-only", async (kit) => {
      const id = await kit.shared("Url");
      const before = (await kit.seen(id))?.value("TrackingStatus");
      const other = before === "NoRecentConversions" ? "RecordingConversions" : "NoRecentConversions";
      const reply = await kit.update("Url", id, { TrackingStatus: other });
      const after = (await kit.seen(id))?.value("TrackingStatus");
      if (after === undefined) throw new NotAsked("the goal that it needs is not shown");
      return seenAs(reply.accepted && after !== other, { TrackingStatus: after }, reply);
    }),
  ],
  unasked: [
    ...unasked("only Microsoft makes automatic goals", "goal.category-of-auto-goal"),
    ...unasked("nobody can see whether a customer is in pilot 574", "goal.exclude-pilot"),
  ],
};
