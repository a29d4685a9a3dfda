import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { ConversionGoalLibrary, EventGoal, UetTag } from "../../provider";
import { throughBytes } from "../support/protocolBytes";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: () => ({}),
  }),
);

/** A text that is cut after so many units, as programs do to keep within a length. */
const cut = "Summer sale ☀😀".slice(0, -1);
const event = (name: string) => ({ type: "Event", goalCategory: "Other", tagId: "1", name }) as const;

describe("half a character", () => {
  it.each([
    ["a tag's name", () => new UetTag("site", { name: cut }), 'Resource "site": name holds half'],
    [
      "a field of a goal",
      () => new EventGoal("sale", { ...event("Sale"), actionExpression: cut, actionOperator: "Equals" }),
      'Resource "sale": actionExpression holds half',
    ],
    [
      "a goal's name in a library",
      () => new ConversionGoalLibrary("all", { goals: { [cut]: event("x") } } as never),
      'Resource "all": goals.Summer sale ☀\ufffd holds half',
    ],
    [
      "a field in a library",
      () =>
        new ConversionGoalLibrary("all", {
          goals: { Sale: { ...event("x"), labelExpression: cut } },
        } as never),
      'Resource "all": goals.Sale.labelExpression holds half',
    ],
    [
      "what is lost: a goal of a library named __proto__",
      () => new ConversionGoalLibrary("all", { goals: { ["__proto__"]: event("x") } } as never),
      'Resource "all": goals.__proto__ is a name that gets lost',
    ],
  ])("in %s is refused in the program, by name", (_what, make, words) => {
    expect(make).toThrow(words);
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
