import { describe, expect, it } from "vitest";
import { Claims } from "../../../provider/account/claims";
import { planTags } from "../../../provider/account/plan/planTags";
import type { Adopt, TagRequest } from "../../../provider/account/plan/requests";
import { snapshotOf } from "../../../provider/account/snapshot";
import type { LiveTag } from "../../../provider/tags/tag";

const live = (id: string, name: string, description: string | null = null): LiveTag => ({
  id,
  name,
  description,
});
const create = (name: string, adopt?: Adopt, more = {}): TagRequest => ({
  op: "create",
  resource: `res-${name}`,
  fields: { name, ...more },
  adopt,
});
const update = (id: string, fields: TagRequest["fields"]): TagRequest => ({
  op: "update",
  resource: `res-${id}`,
  id,
  fields,
});

/** What a plan does about each request; of a refusal its words. */
function plan(requests: readonly TagRequest[], there: readonly LiveTag[], claims = new Claims()) {
  return planTags(requests, snapshotOf(there, 0), claims).map((step) => {
    if (step.do === "refuse") return step.error.message;
    return step.do === "add" || step.do === "update" ? [step.do, step.payload.fields] : [step.do, step.id];
  });
}

describe("planTags", () => {
  it("names who has a tag, another resource or the same one that Pulumi wants to replace", () => {
    const refusedBy = (holder: string) => {
      const claims = new Claims();
      claims.claimId("1", holder);
      return plan([create("N", true)], [live("1", "N")], claims)[0];
    };
    expect(refusedBy("other")).toMatch(/belongs to resource "other"/);
    expect(refusedBy("res-N")).toMatch(/is what this resource manages.*replaceOnChanges/);
  });

  it.each<[string, Adopt, readonly LiveTag[], unknown]>([
    ["nothing there", undefined, [], ["add", { name: "N" }]],
    ["nothing there", false, [], ["add", { name: "N" }]],
    ["a tag of this name", undefined, [live("1", "N")], ["nothing", "1"]],
    ["a tag of this name", true, [live("1", "N")], ["nothing", "1"]],
    ["a tag of this name", false, [live("1", "N")], expect.stringMatching(/id 1\), and adopt is false/)],
    ["a tag of another case", undefined, [live("1", "n")], ["add", { name: "N" }]],
    ["an id of another name", "1", [live("1", "Old")], ["update", { name: "N" }]],
    ["an id that is not there", "9", [live("1", "N")], expect.stringContaining("no UET tag with the id 9")],
  ])("a new tag, with %s and adopt %s", (_, adopt, there, expected) => {
    expect(plan([create("N", adopt)], there)).toEqual([expected]);
  });

  it("writes only what differs of a tag that it takes", () => {
    const request = create("N", undefined, { description: "new" });
    expect(plan([request], [live("1", "N", "old")])).toEqual([["update", { description: "new" }]]);
  });

  it("takes a name that is not managed for none, whatever other tags are called", () => {
    const there = [live("1", "Site", "old"), live("2", "undefined")];
    expect(plan([update("1", { description: "new" })], there)).toEqual([["update", { description: "new" }]]);
  });

  it("gives a name once and a tag once", () => {
    const twins = plan([create("N"), { ...create("N"), resource: "twin" }], []);
    expect(twins).toEqual([["add", { name: "N" }], expect.stringMatching(/"res-N" and "twin"/)]);
    const same = plan([create("A", "1"), create("B", "1")], [live("1", "Old")]);
    expect(same).toEqual([["update", { name: "A" }], expect.stringMatching(/"res-A" and "res-B".*tag 1/)]);
    const claims = new Claims();
    claims.claimId("1", "first");
    expect(plan([create("N")], [live("1", "N")], claims)[0]).toMatch(/"first"/);
  });

  it("does not rename a tag to a name that another has", () => {
    const there = [live("1", "A"), live("2", "B")];
    expect(plan([update("1", { name: "B" })], there)).toEqual([expect.stringContaining("tag 2 has it")]);
    expect(plan([create("B", "1")], there)).toEqual([expect.stringContaining("tag 2 has it")]);
  });

  it("takes ignored names for what they are: not in the request", () => {
    const requests = [update("1", { description: "x" }), update("2", { description: "y" })];
    expect(plan(requests, [live("1", "A"), live("2", "B")])).toEqual([
      ["update", { description: "x" }],
      ["update", { description: "y" }],
    ]);
  });

  it("refuses an update of what is gone", () => {
    expect(plan([update("9", { name: "N" })], [])).toEqual([expect.stringContaining("id 9) is gone")]);
  });
});
