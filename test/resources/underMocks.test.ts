import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { ConversionGoalLibrary, UetTag, UrlGoal } from "../../provider";

test("a unit test under mocks sees the inputs of its program and the provider's text, nothing else of ours", async () => {
  const seen: Record<string, readonly string[]> = {};
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      seen[name] = Object.keys(inputs).sort();
      return { id: `${name}-id`, state: inputs };
    },
    call: () => ({}),
  });
  const tag = new UetTag("site", { name: "Site" });
  const goal = new UrlGoal(
    "order",
    { name: "Order", tagId: tag.id, urlExpression: "/thanks", goalCategory: "Purchase" },
    { parent: tag, ignoreChanges: ["status"] },
  );
  const library = new ConversionGoalLibrary("all", { goals: {} });
  for (const resource of [goal, library]) await new Promise((resolve) => resource.id.apply(resolve));
  expect(seen).toEqual({
    site: ["__provider", "name"],
    order: ["__provider", "goalCategory", "name", "tagId", "type", "urlExpression"],
    all: ["__provider", "goals"],
  });
});
