import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import { ConversionGoal, type ConversionGoalArgs } from "../../provider";
import { fieldsOf, GOAL_TYPES, type GoalType } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import { allTypes } from "../support/e2eGoals";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: () => ({}),
  }),
);

/** The least that each type needs. */
const least = Object.fromEntries(
  Object.values(allTypes).map(({ inputs }) => [
    inputs.type,
    inputs.tagId ? { ...inputs, tagId: "1" } : inputs,
  ]),
);
const declared = (resource: string, type: pulumi.Input<GoalType>) =>
  new ConversionGoal(resource, { ...least[String(type)], name: resource, type } as ConversionGoalArgs);
const ownOf = (type: GoalType) => Object.keys(definitionOf(type).own);
const isOutput = (goal: ConversionGoal, name: string) =>
  pulumi.Output.isInstance((goal as unknown as Readonly<Record<string, unknown>>)[name]);

describe("the outputs of a goal", () => {
  it.each(GOAL_TYPES)("%s: every field that a program can set, and how the goal fares", (type) => {
    const goal = declared(`all of ${type}`, type);
    const fields = Object.entries(fieldsOf(definitionOf(type))).filter(([, field]) => !field.system);
    const missing = fields.map(([name]) => name).filter((name) => !isOutput(goal, name));
    expect([missing, isOutput(goal, "trackingStatus")]).toEqual([[], true]);
  });

  it("none of another type's own, since each costs the program time", () => {
    const goal = declared("a page", "Url");
    const others = GOAL_TYPES.flatMap(ownOf).filter((name) => !ownOf("Url").includes(name));
    expect(others.filter((name) => isOutput(goal, name))).toEqual([]);
  });

  it("those of all types where the type comes from another resource", () => {
    const goal = declared("anything", pulumi.output<GoalType>("Url"));
    expect(GOAL_TYPES.flatMap(ownOf).filter((name) => !isOutput(goal, name))).toEqual([]);
  });
});
