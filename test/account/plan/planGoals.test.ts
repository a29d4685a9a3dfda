import { describe, expect, it } from "vitest";
import { Claims } from "../../../provider/account/claims";
import { decideCreate } from "../../../provider/account/plan/createDecision";
import { planGoals } from "../../../provider/account/plan/planGoals";
import type { Adopt, GoalRequest } from "../../../provider/account/plan/requests";
import type { Step } from "../../../provider/account/plan/writePlan";
import { nearName, renewed, snapshotOf } from "../../../provider/account/snapshot";
import type { GoalType } from "../../../provider/goals/definition";
import type { LiveGoal } from "../../../provider/goals/goal";
import type { Inputs } from "../../../provider/goals/problem";
import { wantedGoal } from "../../../provider/goals/wanted";
import { writtenDefaults } from "../../../provider/goals/writtenDefaults";
import { newGoal } from "../../support/fakeRules";

const url = (name: string, more: Inputs = {}): Inputs => ({
  type: "Url",
  name,
  tagId: "501",
  goalCategory: "Purchase",
  urlExpression: "/thanks",
  ...more,
});

function wish(inputs: Inputs) {
  const type = inputs.type as GoalType;
  return wantedGoal(type, { ...writtenDefaults(type), ...inputs });
}

function live(id: string, inputs: Inputs): LiveGoal {
  const { type, fields } = wish(inputs);
  return { id, type, name: String(inputs.name), fields: newGoal(type, fields) };
}

const create = (name: string, more: Inputs = {}, adopt: Adopt = undefined): GoalRequest => ({
  op: "create",
  resource: `res-${name}`,
  wanted: wish(url(name, more)),
  adopt,
  adoptEqual: false,
});
const update = (
  id: string,
  name: string,
  more: Inputs = {},
  ignored: readonly string[] = [],
): GoalRequest => ({
  op: "update",
  resource: `res-${id}`,
  id,
  wanted: { ...wish(url(name, more)), ignored },
});

interface Case {
  readonly there: LiveGoal | undefined;
  readonly adopt?: Adopt;
  readonly adoptEqual?: boolean;
  readonly wanted?: Inputs;
  /** What comes of it; for a refusal, words that it must hold. */
  readonly comes: "creates" | "takes" | "bringsBack" | RegExp;
}

const equal = live("1", url("N"));
const different = live("1", url("N", { urlExpression: "/other" }));
const pausedEqual = live("1", url("N", { status: "Paused" }));
const pausedDifferent = live("1", url("N", { status: "Paused", urlExpression: "/other" }));
const near = live("1", url("n "));
const otherName = live("1", url("Other"));
const accountScope = live("1", url("N", { scope: "Account" }));
const offline = live("1", { type: "OfflineConversion", name: "N", goalCategory: "Purchase" });

describe("decideCreate", () => {
  it.each<[string, Case]>([
    ["nothing there", { there: undefined, comes: "creates" }],
    ["nothing there, adopt true", { there: undefined, adopt: true, comes: "creates" }],
    ["nothing there, adopt false", { there: undefined, adopt: false, comes: "creates" }],
    ["an id that is not there", { there: equal, adopt: "99", comes: /no goal with the id 99/ }],
    ["equal", { there: equal, comes: /exists already \(id 1.*already matches.*adopt: "1"/s }],
    ["equal, adopt true", { there: equal, adopt: true, comes: "takes" }],
    ["equal, adopt its id", { there: equal, adopt: "1", comes: "takes" }],
    ["equal, adopt false", { there: equal, adopt: false, comes: /adopt is false/ }],
    ["equal, adopt: equal", { there: equal, adoptEqual: true, comes: "takes" }],
    ["different", { there: different, comes: /urlExpression is "\/other", wanted "\/thanks".*adopt: "1"/s }],
    ["different, adopt true", { there: different, adopt: true, comes: "takes" }],
    ["different, adopt its id", { there: different, adopt: "1", comes: "takes" }],
    ["different, adopt: equal", { there: different, adoptEqual: true, comes: /urlExpression/ }],
    ["paused and equal", { there: pausedEqual, comes: "bringsBack" }],
    ["paused and equal, adopt true", { there: pausedEqual, adopt: true, comes: "takes" }],
    ["paused and equal, adopt false", { there: pausedEqual, adopt: false, comes: /adopt is false/ }],
    ["paused, wanted paused", { there: pausedEqual, wanted: { status: "Paused" }, comes: "takes" }],
    ["paused and different", { there: pausedDifferent, comes: /Paused\).*urlExpression/s }],
    ["paused and different, adopt true", { there: pausedDifferent, adopt: true, comes: "takes" }],
    ["active, wanted paused", { there: equal, wanted: { status: "Paused" }, comes: /status is "Active"/ }],
    ["another name, adopt its id", { there: otherName, adopt: "1", comes: "takes" }],
    ["another name, adopt true", { there: otherName, adopt: true, comes: "creates" }],
    ["another scope, even with adopt", { there: accountScope, adopt: true, comes: /its scope \("Account"/ }],
    ["Offline, even with adopt", { there: offline, adopt: true, comes: /OfflineConversion/ }],
  ])("%s", (_, { there, adopt, adoptEqual = false, wanted = {}, comes }) => {
    const asked = { resource: "res", wanted: wish(url("N", wanted)), adopt, adoptEqual };
    const snapshot = snapshotOf(there === undefined ? [] : [there], 0);
    const found = decideCreate(asked, snapshot, new Claims());
    if (typeof comes === "string") expect(found.kind).toBe(comes);
    else expect(found).toEqual({ kind: "refused", reason: expect.stringMatching(comes) });
  });

  it("names a near name and never takes it", () => {
    const asked = { resource: "res", wanted: wish(url("N")), adopt: true, adoptEqual: true } as const;
    expect(decideCreate(asked, snapshotOf([near], 0), new Claims())).toEqual({ kind: "creates", near });
  });

  it("says what a taken goal differs in", () => {
    const asked = { resource: "res", wanted: wish(url("N")), adopt: true, adoptEqual: false } as const;
    expect(decideCreate(asked, snapshotOf([different], 0), new Claims())).toMatchObject({
      kind: "takes",
      differs: [expect.objectContaining({ path: "urlExpression", wanted: "/thanks", live: "/other" })],
    });
  });

  it("never takes what another resource of the program stands for, and names it", () => {
    const claims = new Claims();
    claims.claimId("1", "first");
    for (const adopt of [true, "1", undefined] as const) {
      const asked = { resource: "res", wanted: wish(url("N")), adopt, adoptEqual: true };
      const found = decideCreate(asked, snapshotOf([pausedEqual], 0), claims);
      expect(found).toEqual({ kind: "refused", reason: expect.stringContaining('"first"') });
    }
  });

  it("says that a resource would replace its own goal, where Pulumi wants a new one in its place", () => {
    const claims = new Claims();
    claims.claimId("1", "res");
    for (const adopt of [true, "1", undefined] as const) {
      const asked = { resource: "res", wanted: wish(url("N")), adopt, adoptEqual: true };
      const found = decideCreate(asked, snapshotOf([equal], 0), claims);
      expect(found).toEqual({ kind: "refused", reason: expect.stringContaining("replaceOnChanges") });
    }
  });

  it("does not rename a goal to a name that another has", () => {
    const asked = { resource: "res", wanted: wish(url("N")), adopt: "2", adoptEqual: false } as const;
    const snapshot = snapshotOf([equal, live("2", url("Two"))], 0);
    expect(decideCreate(asked, snapshot, new Claims())).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("goal 1 has it"),
    });
  });
});

describe("planGoals", () => {
  it("refuses alone what other processes may have claimed, where that cannot be seen", () => {
    const holderOf = () => {
      throw new Error("nothing was written, since it cannot be seen");
    };
    const claims = new Claims({
      claim: () => undefined,
      release: () => {},
      holderOf,
      seenHolderOf: () => undefined,
    });
    const requests: readonly GoalRequest[] = [
      create("New"),
      { op: "pause", resource: "gone", id: "1" },
      create("Other", {}, true),
    ];
    const steps = planGoals(requests, snapshotOf([equal, live("2", url("Other"))], 0), claims);
    expect(steps.map((step) => (step.do === "refuse" ? step.error.message : step.do))).toEqual([
      "add",
      "nothing was written, since it cannot be seen",
      "nothing was written, since it cannot be seen",
    ]);
  });

  const plan = (requests: readonly GoalRequest[], there: readonly LiveGoal[], claims = new Claims()) =>
    planGoals(requests, snapshotOf(there, 0), claims);
  const refusals = (steps: readonly Step[]) =>
    steps.map((step) => (step.do === "refuse" ? step.error.message : step.do));

  it("adds, takes, brings back, updates and leaves alone, each in its place", () => {
    const there = [
      live("1", url("A", { urlExpression: "/old" })),
      live("2", url("B", { status: "Paused" })),
      live("3", url("C", { urlExpression: "/old" })),
      live("4", url("D")),
    ];
    const steps = plan(
      [create("New"), create("A", {}, true), create("B"), update("3", "C"), update("4", "D")],
      there,
    );
    expect(steps).toEqual([
      {
        do: "add",
        resource: "res-New",
        name: "New",
        payload: { type: "Url", fields: { ...wish(url("New")).fields, urlOperator: "Equals" } },
      },
      patch("1", "res-A", "A", { urlExpression: "/thanks", urlOperator: "Equals" }),
      patch("2", "res-B", "B", { status: "Active" }),
      patch("3", "res-3", "C", { urlExpression: "/thanks", urlOperator: "Equals" }),
      { do: "nothing", resource: "res-4", id: "4" },
    ]);
  });

  it("gives a name once: the second resource is refused, and both are named", () => {
    const [first, second] = plan([create("N"), { ...create("N"), resource: "twin" }], []);
    expect(first?.do).toBe("add");
    expect(refusals(second === undefined ? [] : [second])[0]).toMatch(/"res-N" and "twin".*"N"/);
  });

  it("gives a goal once, also where two resources adopt one id under two names", () => {
    const steps = plan([create("A", {}, "1"), create("B", {}, "1")], [live("1", url("Old"))]);
    expect(steps[0]?.do).toBe("update");
    expect(refusals(steps)[1]).toMatch(/"res-A" and "res-B" both manage goal 1/);
    const both = plan(
      [update("1", "Old", { status: "Paused" }), { ...create("B", {}, "1") }],
      [live("1", url("Old"))],
    );
    expect(refusals(both)).toEqual(["update", expect.stringContaining("both manage goal 1")]);
  });

  it("does not pause what another resource of the set takes over", () => {
    const steps = plan(
      [create("N", {}, true), { op: "pause", resource: "old", id: "1" }],
      [live("1", url("N", { urlExpression: "/old" }))],
    );
    expect(steps.map((step) => step.do)).toEqual(["update", "nothing"]);
    const pauseFirst = plan(
      [{ op: "pause", resource: "old", id: "1" }, create("N", {}, true)],
      [live("1", url("N", { urlExpression: "/old" }))],
    );
    expect(pauseFirst.map((step) => step.do)).toEqual(["nothing", "update"]);
  });

  it("does not pause what a resource of the program has come to stand for meanwhile", () => {
    const claims = new Claims();
    claims.claimId("1", "heir");
    const pauses: GoalRequest[] = [
      { op: "pause", resource: "old", id: "1" },
      { op: "pause", resource: "other", id: "2" },
    ];
    const steps = plan(pauses, [live("1", url("A")), live("2", url("B"))], claims);
    expect(steps.map((step) => step.do)).toEqual(["nothing", "update"]);
  });

  it("refuses a rename onto a name that is there, swaps and rings included", () => {
    const there = ["A", "B", "C"].map((name, index) => live(String(index + 1), url(name)));
    expect(refusals(plan([update("1", "B")], there))[0]).toMatch(/goal 2 has it/);
    for (const ring of [
      [update("1", "B"), update("2", "A")],
      [update("1", "B"), update("2", "C"), update("3", "A")],
    ])
      for (const refusal of refusals(plan(ring, there)))
        expect(refusal).toMatch(/has it, and a name cannot be reused/);
  });

  it("refuses a new goal on a name that another resource is about to give up", () => {
    const claims = new Claims();
    claims.claimId("1", "res-1");
    const steps = plan([update("1", "B"), create("A")], [live("1", url("A"))], claims);
    expect(refusals(steps)).toEqual(["update", expect.stringContaining('belongs to resource "res-1"')]);
  });

  it("leaves the name that an update ignores to others", () => {
    const request = update("1", "B", {}, ["name"]);
    expect(refusals(plan([request, create("B")], [live("1", url("A"))]))).toEqual(["nothing", "add"]);
  });

  it("pauses with all event pairs, and only what is there and active", () => {
    const event = {
      type: "Event",
      name: "E",
      tagId: "501",
      goalCategory: "Other",
      labelExpression: "L",
      labelOperator: "Equals",
    };
    const pause = (id: string): GoalRequest => ({ op: "pause", resource: `res-${id}`, id });
    const there = [live("1", event), live("2", url("U", { status: "Paused" }))];
    expect(plan([pause("1"), pause("2"), pause("3")], there)).toEqual([
      {
        do: "update",
        hasLeft: true,
        resource: "res-1",
        name: "E",
        id: "1",
        payload: {
          type: "Event",
          fields: { status: "Paused", labelExpression: "L", labelOperator: "Equals" },
        },
      },
      { do: "nothing", resource: "res-2", id: "2" },
      { do: "nothing", resource: "res-3" },
    ]);
  });

  it("refuses what cannot change, and an update of what is gone", () => {
    const there = [live("1", url("N")), offline];
    expect(refusals(plan([update("1", "N", { scope: "Account" })], there.slice(0, 1)))[0]).toMatch(
      /its scope/,
    );
    expect(refusals(plan([update("1", "N")], [offline]))[0]).toMatch(
      /its type \("OfflineConversion", wanted "Url"\)/,
    );
    expect(refusals(plan([update("9", "N")], there))[0]).toMatch(/id 9\) is gone/);
  });

  it("changes the type in place where the service lets it", () => {
    const there = [live("1", { type: "Duration", name: "N", tagId: "501" })];
    expect(plan([update("1", "N")], there)).toMatchObject([
      { do: "update", id: "1", payload: { type: "Url", fields: { urlExpression: "/thanks" } } },
    ]);
  });

  it("neither compares nor sends what is ignored", () => {
    const there = [live("1", url("Live", { status: "Paused" })), live("2", url("N"))];
    const request = update("1", "N", { urlExpression: "/new" }, ["name", "status"]);
    expect(plan([request], there)).toEqual([
      patch("1", "res-1", "Live", { urlExpression: "/new", urlOperator: "Equals" }),
    ]);
  });

  function patch(id: string, resource: string, name: string, fields: Inputs): Step {
    return { do: "update", resource, name, id, payload: { type: "Url", fields } };
  }
});

describe("snapshots", () => {
  it("forget the old name of what was renamed, and keep their age", () => {
    const snapshot = renewed(snapshotOf([live("1", url("A")), null], 7), [
      live("1", url("B")),
      live("2", url("C")),
    ]);
    expect([...snapshot.byName.keys()].sort()).toEqual(["B", "C"]);
    expect(snapshot.readAt).toBe(7);
  });

  it.each([
    ["order", "Order", true],
    ["Order  placed", "order placed ", true],
    ["Order", "Order", false],
    ["Order", "Orders", false],
  ])("%j is near %j: %s", (there, name, expected) => {
    expect(nearName(snapshotOf([live("1", url(there))], 0), name) !== undefined).toBe(expected);
  });
});
