import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test } from "vitest";
import { ConversionGoalLibrary, getConversionGoal, getUetTag, UetTag, UrlGoal } from "../../provider";

beforeEach(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: "1", state: inputs }),
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig({});
});

const goal = { name: "Order", tagId: "1", urlExpression: "/thanks", goalCategory: "Purchase" } as const;
const everything = {
  tag: () => new UetTag("site", { name: "Site" }),
  goal: () => new UrlGoal("order", goal),
  library: () => new ConversionGoalLibrary("all", { goals: {} }),
};

test.each(Object.entries(everything))(
  "a misspelt setting stops a program at its first %s, all at once",
  (_, make) => {
    pulumi.runtime.setAllConfig({
      "msads:onDelet": "retain",
      "msads:enviroment": "emulator",
      "shop:size": "1",
    });
    expect(make).toThrow(
      /configuration of msads is not valid[\s\S]*msads:onDelete\?[\s\S]*msads:environment\?/,
    );
    expect(make).toThrow(pulumi.RunError);
  },
);

test("a misspelt setting stops look-ups", async () => {
  pulumi.runtime.setAllConfig({ "msads:enviroment": "emulator" });
  await expect(getUetTag({ name: "Site" })).rejects.toThrow(/msads:environment\?/);
  await expect(getConversionGoal({ name: "Order" })).rejects.toThrow(/msads:environment\?/);
});

test("in a unit test nobody encrypts, and nothing is kept: a token in clear passes", () => {
  pulumi.runtime.setAllConfig({ "msads:accessToken": "any", "msads:readOnly": "true" });
  expect(everything.goal).not.toThrow();
});
