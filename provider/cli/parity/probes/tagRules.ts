import type { Kit } from "../kit";
import { ids, List, type Parts } from "../message";
import { behaviour, type ProbeGroup, unasked } from "../probe";
import type { Reply, Seen } from "../reply";
import { NotAsked, refusedAs, seenAs } from "../verdict";

async function update(kit: Kit, fields: Parts): Promise<Reply> {
  const tag = Object.fromEntries(
    Object.entries({ ...fields, Id: await kit.tag() }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return kit.call("UpdateUetTags", { UetTags: new List("UetTag", [tag]) });
}

/** The run's tag as the service shows it. */
export async function ownTag(kit: Kit): Promise<Seen> {
  const reply = await kit.call("GetUetTagsByIds", { TagIds: ids(await kit.tag()) });
  const tag = reply.first("UetTags", "UetTag");
  if (tag === undefined) throw new NotAsked("the tag that it needs is not shown");
  return tag;
}

export const tagProbes: ProbeGroup = {
  name: "tagRules",
  probes: [
    behaviour("tag.description-empty", async (kit) => {
      const reply = await update(kit, { Description: "" });
      const text = (await ownTag(kit)).value("Description");
      return seenAs(reply.accepted && text === "", { Description: text === "" ? "empty" : "other" }, reply);
    }),
    behaviour("tag.description-too-long", async (kit) => {
      const longest = await update(kit, { Description: "d".repeat(1_024) });
      if (!longest.accepted) return seenAs(false, {}, longest);
      const verdict = refusedAs(
        "tag.description-too-long",
        await update(kit, { Description: "d".repeat(1_025) }),
      );
      await update(kit, { Description: "msads parity" });
      return verdict;
    }),
    behaviour("tag.add-answers-nil", async (kit) => {
      const reply = await kit.addTags([{ Name: (await ownTag(kit)).value("Name") }]);
      if (reply.accepted) throw new NotAsked("the service took a second tag of the same name");
      return seenAs(reply.list("UetTags", "UetTag").length === 1);
    }),
    behaviour("tag.script", async (kit) => {
      const id = await kit.tag();
      const tag = await ownTag(kit);
      const TrackingStatus = tag.value("TrackingStatus");
      const hasScript =
        tag.value("TrackingScript").includes(id) && tag.value("TrackingNoScript").includes(id);
      return seenAs(hasScript && TrackingStatus === "Unverified", {
        TrackingScript: hasScript ? "present" : "absent",
        TrackingStatus,
      });
    }),
  ],
  unasked: unasked("tags can be deleted in the web UI only", "tag.name-of-deleted"),
};

/** A tag's shares, each with these members, sent as an update of the run's own tag; ended again after that. */
export async function shareWith(kit: Kit, ...shares: readonly Parts[]): Promise<Reply> {
  const share = (...items: readonly Parts[]) =>
    update(kit, { CustomerShare: { CustomerAccountShares: new List("CustomerAccountShare", items) } });
  if ((await ownTag(kit)).value("CustomerShare") !== "present")
    throw new NotAsked("the customer cannot share tags");
  const reply = await share(...shares);
  if (reply.accepted) await share();
  return reply;
}
