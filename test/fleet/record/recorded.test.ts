import { expect, test } from "vitest";
import { recordedState, writtenAt } from "../../../provider/fleet/record/recorded";

const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:abc:topsecret",
};
const urn = (type: string, name: string) => `urn:pulumi:acme::shops::${type}::${name}`;
const GOAL = "pulumi-nodejs:dynamic/msads:ConversionGoal";

function exported(...resources: readonly object[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

test("our resources are recorded, of both hosts; what is other packages', and the providers, are not", () => {
  const goal = {
    urn: urn(GOAL, "order"),
    custom: true,
    type: GOAL,
    id: "1",
    inputs: { name: "Order" },
    outputs: { name: "Order", managed: ["name"] },
  };
  const tag = {
    urn: urn("msads:index:UetTag", "site"),
    custom: true,
    type: "msads:index:UetTag",
    id: "2",
    inputs: { name: "Site" },
    outputs: {},
    ignoreChanges: ["description"],
  };
  const state = recordedState(
    exported(
      { urn: urn("pulumi:pulumi:Stack", "acme"), custom: false, type: "pulumi:pulumi:Stack" },
      {
        urn: urn("pulumi:providers:msads", "default"),
        custom: true,
        type: "pulumi:providers:msads",
        id: "x",
        inputs: {},
      },
      { urn: urn("random:index:Pet", "pet"), custom: true, type: "random:index:Pet", id: "cat" },
      goal,
      { ...tag, provider: `${urn("pulumi:providers:msads", "default_0_1_0")}::9f` },
    ),
  );
  expect(state.obstacles).toEqual([]);
  expect(state.resources).toEqual([
    { urn: goal.urn, token: GOAL, id: "1", inputs: goal.inputs, outputs: goal.outputs, ignored: [] },
    { urn: tag.urn, token: tag.type, id: "2", inputs: tag.inputs, outputs: {}, ignored: ["description"] },
  ]);
});

test("nothing secret is recorded, and the check is told of what it cannot compare", () => {
  const revenue = { type: "FixedValue", value: SECRET };
  const goal = {
    urn: urn(GOAL, "order"),
    custom: true,
    type: GOAL,
    id: "1",
    inputs: { name: "Order", revenue },
    outputs: { name: SECRET, revenue, managed: [SECRET] },
  };
  const state = recordedState(exported(goal));
  expect(JSON.stringify(state)).not.toContain("topsecret");
  expect(state.resources[0]?.inputs).toEqual({ name: "Order", revenue: { type: "FixedValue" } });
  expect(state.obstacles).toEqual(['revenue.value of "order" is secret, so only Pulumi can compare it']);
});

test("what is still to be deleted, and what has a provider of the program's own, cannot be judged", () => {
  const tag = {
    urn: urn("msads:index:UetTag", "site"),
    custom: true,
    type: "msads:index:UetTag",
    id: "2",
    inputs: {},
    outputs: {},
  };
  const { resources, obstacles } = recordedState(
    exported({ ...tag, delete: true }, { ...tag, provider: `${urn("pulumi:providers:msads", "north")}::9f` }),
  );
  expect(resources).toHaveLength(1);
  expect(obstacles).toEqual([
    '"site" is still to be deleted',
    '"site" has a provider of its own in the program, so only Pulumi knows its settings',
  ]);
});

test("what the next run does or reads anew whatever the account is like cannot be judged, of any package", () => {
  const pet = { urn: urn("random:index:Pet", "pet"), custom: true, type: "random:index:Pet", id: "cat" };
  const reference = "pulumi:pulumi:StackReference";
  const tag = { urn: urn("msads:index:UetTag", "site"), custom: true, type: "msads:index:UetTag", id: "2" };
  const { resources, obstacles } = recordedState(
    exported(
      { ...pet, delete: true },
      { ...pet, initErrors: ["half done"] },
      { urn: urn(reference, "org/net"), custom: true, type: reference, external: true, id: "org/net" },
      { ...tag, external: true },
    ),
  );
  expect(resources).toEqual([]);
  expect(obstacles).toEqual([
    '"pet" is still to be deleted',
    '"pet" is not finished',
    'the program reads outputs of the stack "org/net", and only Pulumi can tell what they are now',
    'the program reads "site" by its id, and only Pulumi can tell what it is now',
  ]);
});

test("a provider whose name only begins like a default one's is the program's own", () => {
  const provider = `${urn("pulumi:providers:msads", "default-eu")}::9f`;
  const tag = { urn: urn("msads:index:UetTag", "site"), custom: true, type: "msads:index:UetTag", id: "2" };
  expect(recordedState(exported({ ...tag, provider })).obstacles).toHaveLength(1);
});

test("a state says when it was written", () => {
  const state = (manifest: object) => JSON.stringify({ version: 3, deployment: { manifest } });
  expect(writtenAt(state({ time: "2026-11-27T10:00:00.123456789+01:00" }))?.toISOString()).toBe(
    "2026-11-27T09:00:00.123Z",
  );
  expect(writtenAt(state({}))).toBeUndefined();
});

test("a stack without resources is a state; what is none is refused", () => {
  expect(recordedState(JSON.stringify({ version: 3, deployment: {} }))).toEqual({
    resources: [],
    obstacles: [],
  });
  expect(() => recordedState("[]")).toThrow("not a stack's state");
  expect(() => recordedState("no json")).toThrow();
});
