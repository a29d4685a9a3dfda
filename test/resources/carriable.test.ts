import { runInNewContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { ConversionGoalLibrary, EventGoal, OfflineConversionGoal, UetTag, UrlGoal } from "../../provider";
import { lateProblems } from "../../provider/resources/lateProblems";
import { secretPaths } from "../../provider/resources/secretPaths";
import { programError } from "../support/programError";
import { throughBytes } from "../support/protocolBytes";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: () => ({}),
  }),
);

/** A text that is cut after so many units, as programs do to keep within a length. */
const cut = "Summer sale ☀😀".slice(0, -1);
const event = { type: "Event", goalCategory: "Other", tagId: "1", actionOperator: "Equals" } as const;
const deal = { type: "OfflineConversion", goalCategory: "Purchase" } as const;
const libraryOf = (goals: unknown) => () => new ConversionGoalLibrary("all", { goals } as never);
const goalWith = (more: object) => () =>
  new OfflineConversionGoal("deal", { name: "Deal", goalCategory: "Purchase", ...more } as never);

describe("half a character", () => {
  it.each([
    ["a tag's name", () => new UetTag("site", { name: cut }), "name holds half a character"],
    [
      "a field of a goal",
      () => new EventGoal("sale", { ...event, name: "Sale", actionExpression: cut }),
      "actionExpression holds half a character",
    ],
    ["a goal's name in a library", libraryOf({ [cut]: deal }), 'goals["Summer sale ☀\ufffd"] holds half'],
    [
      "a field in a library",
      libraryOf({ Sale: { ...event, actionExpression: cut } }),
      "goals.Sale.actionExpression holds half",
    ],
    [
      "what is lost: a goal of a library named __proto__",
      libraryOf({ ["__proto__"]: deal }),
      "goals.__proto__ is a name that Pulumi drops",
    ],
  ])("in %s is refused in the program, by name and line", (_what, make, words) => {
    const error = programError(make);
    expect(error).toMatch(/^The program has a problem\..*\n {2}(site|sale|all) \(.*carriable\.test\.ts:/);
    expect(error).toContain(`    - ${words}`);
  });

  it("would not get through the protocol to the provider, where check is", () => {
    expect(throughBytes({ name: `${cut}!` }).name).not.toBe(`${cut}!`);
    expect(Object.keys(throughBytes({ ["__proto__"]: 1, name: "x" }))).toEqual(["name"]);
  });

  it("whole ones and outputs are left alone", async () => {
    const name = pulumi.output("Summer sale 😀");
    const tag = new UetTag("whole", { name, description: "\u{10ffff}\ufffd", industry: undefined } as never);
    const seen = await new Promise((resolve) => void pulumi.all([tag.name, tag.description]).apply(resolve));
    expect(seen).toEqual(["Summer sale 😀", "\u{10ffff}\ufffd"]);
  });
});

class Fixed {
  readonly type = "FixedValue";
  readonly value = 5;
}

class Money {
  readonly #value = 5;
  doubled() {
    return this.#value * 2;
  }
}
class Names extends Map<string, unknown> {
  readonly extra = 1;
}

describe("what is no plain value is refused, with what was given and what to write instead", () => {
  it.each([
    ["a Map as goals", libraryOf(new Map([["Deal", deal]])), "goals: got a Map", "Object.fromEntries(map)"],
    ["a Map of one goal's fields", libraryOf({ Deal: new Map() }), "goals.Deal: got a Map", "fromEntries"],
    ["a Set", libraryOf(new Set()), "goals: got a Set", "[...set]"],
    ["a Date", () => new UetTag("site", { name: new Date() } as never), "name: got a Date", "toISOString"],
    ["a URL", goalWith({ name: new URL("https://x.example/") }), "name: got a URL", "url.href"],
    [
      "a RegExp",
      libraryOf({ Deal: { ...deal, status: [/x/] } }),
      "goals.Deal.status[0]: got a RegExp",
      ".source",
    ],
    ["a class instance", goalWith({ revenue: new Money() }), "revenue: got a Money", "plain object"],
    [
      "an heir",
      goalWith({ revenue: Object.create({ value: 5 }) }),
      "revenue: got a class instance",
      "plain object",
    ],
    [
      "members that are inherited",
      goalWith({ revenue: Object.assign(Object.create({ value: 5 }), { type: "FixedValue" }) }),
      "revenue: got a class instance",
      "plain object",
    ],
    [
      "members that getters give",
      goalWith({ revenue: new Computed() }),
      "revenue: got a Computed",
      "plain object",
    ],
    ["a resource", goalWith({ tagId: new UetTag("t", { name: "T" }) }), "tagId: got a resource", "tag.id"],
    ["a function", goalWith({ name: () => "Deal" }), "name: got a function", "a value"],
    ["a bigint", goalWith({ adopt: 12n }), "adopt: got a bigint", "write it as a text"],
    ["an heir of Map", libraryOf(new Names([["Deal", deal]])), "goals: got a Map", "Object.fromEntries(map)"],
    ["a Map of another realm", libraryOf(runInNewContext("new Map()")), "goals: got a Map", "fromEntries"],
    ["a typed array", goalWith({ name: Buffer.from("Deal") }), "name: got a typed array", "[...array]"],
    ["a text object", goalWith({ name: new String("Deal") }), "name: got a String", "value.valueOf()"],
    ["a WeakMap", libraryOf(new WeakMap()), "goals: got a WeakMap", "plain object"],
    [
      "a promise of another realm",
      goalWith({ revenue: runInNewContext("Promise.resolve({})") }),
      "promise-like",
      "Promise.resolve",
    ],
    ["all of the arguments", () => new UrlGoal("deal", new Map() as never), "got a Map", "fromEntries"],
  ])("%s", (_what, make, given, instead) => {
    const error = programError(make);
    expect(error).toMatch(/^The program has a problem\./);
    expect(error).toContain(given);
    expect(error).toContain(instead);
  });

  it("what holds itself", () => {
    const goals: Record<string, unknown> = {};
    goals.Deal = goals;
    expect(programError(libraryOf(goals))).toContain("goals.Deal contains itself");
  });

  it("in outputs and promises, once they are there", async () => {
    const map = new Map([["Deal", deal]]);
    const endless: Record<string, unknown> = {};
    endless.inside = [{ endless }];
    const holder: Record<string, unknown> = {};
    const again = Promise.resolve(holder);
    holder.again = again;
    const args = {
      goals: pulumi.output("4711").apply(() => map),
      revenue: Promise.resolve({ value: new Date(), inside: Promise.resolve(new Set()) }),
      name: pulumi.output(cut),
      adopt: pulumi.secret({ "Top secret client": { value: 5n } }),
      endless: Promise.resolve(endless),
      again,
      fine: pulumi.secret({ value: 5 }),
      failed: { __pulumiOutput: true, promise: () => Promise.reject(new Error("its own matter")) },
    };
    const problems = await lateProblems(args);
    expect(problems.map(({ property, reason }) => `${property} ${reason.split(";")[0]}`)).toEqual([
      "goals got a Map",
      "revenue.value got a Date",
      "revenue.inside got a Set",
      expect.stringMatching(/^name holds half/),
      "adopt got a bigint",
      "endless.inside[0].endless contains itself",
      "again.again contains itself",
    ]);
    expect(await secretPaths({ again, fine: args.fine })).toEqual(["fine"]);
  });
});

class Computed {
  type = "FixedValue";
  get value(): number {
    return 5;
  }
}

describe("objects of any make pass with their own members, which Pulumi carries", () => {
  const bare = Object.assign(Object.create(null), { type: "FixedValue", value: 5 });
  const args = { name: "Deal", goalCategory: "Purchase", revenue: new Fixed() };
  class Args {
    constructor() {
      Object.assign(this, args);
    }
  }
  it.each([
    ["without a prototype", { revenue: bare }],
    ["of another realm", { revenue: runInNewContext("({ type: 'FixedValue', value: 5 })") }],
    ["of a class", { revenue: new Fixed() }],
    [
      "over defaults",
      { revenue: Object.assign(Object.create({ value: 7 }), { type: "FixedValue", value: 5 }) },
    ],
    ["that are frozen", Object.freeze({ revenue: Object.freeze({ type: "FixedValue", value: 5 }) })],
  ])("%s", async (_what, more) => {
    const goal = goalWith(more)();
    expect(await new Promise((resolve) => goal.revenue.apply(resolve))).toEqual({
      type: "FixedValue",
      value: 5,
    });
  });

  it("as all of the arguments", async () => {
    const goal = new OfflineConversionGoal("deal", new Args() as never);
    expect(await new Promise((resolve) => goal.revenue.apply(resolve))).toEqual({ ...new Fixed() });
    expect(programError(goalWith({ revenue: {} }))).not.toMatch(/got a/);
  });

  it("goals under names that every object has", async () => {
    const goals = { toString: deal, constructor: deal, valueOf: deal };
    const library = libraryOf(goals)();
    expect(await new Promise((resolve) => library.goals.apply(resolve))).toEqual(goals);
  });
});
