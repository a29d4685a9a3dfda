import { expect, test } from "vitest";
import { standingBefore } from "../../../provider/fleet/check/standing";
import type { RunRecord } from "../../../provider/fleet/record/record";

const PRINT = { program: "p", packages: "l", variables: "v", config: "c", settings: "s" };
const RECORD: RunRecord = {
  version: 1,
  stack: "acme",
  customerId: "111",
  accountId: "222",
  appliedAt: "2026-11-27T09:00:00.000Z",
  environment: "emulator",
  fingerprint: PRINT,
  checkpoint: "one",
  resources: [],
  obstacles: [],
};

test("an account whose program, state and settings are those of its last run may be clean", () => {
  expect(standingBefore(RECORD, "one", PRINT, undefined).standing).toBe("clean");
});

test.each([
  ["the program", { program: "other" }],
  ["the installed packages", { packages: "other" }],
  ["an environment variable that the program reads", { variables: "other" }],
  ["the stack's config", { config: "other" }],
  ["the settings in the environment", { settings: "other" }],
])("a change of %s is named", (words, change) => {
  expect(standingBefore(RECORD, "one", { ...PRINT, ...change }, undefined)).toEqual({
    standing: "changed",
    reason: `changed since the last run: ${words}`,
  });
});

test("an account is unknown where only Pulumi can tell: never clean", () => {
  const token = "msads:index:RemarketingList";
  const strange = {
    urn: `urn:pulumi:a::b::${token}::x`,
    token,
    id: "1",
    inputs: {},
    outputs: {},
    ignored: [],
  };
  const found = [
    standingBefore(RECORD, "one", PRINT, "its config is elsewhere"),
    standingBefore({ ...RECORD, obstacles: ["it is secret"] }, "one", PRINT, undefined),
    standingBefore({ ...RECORD, resources: [strange] }, "one", PRINT, undefined),
  ];
  expect(found).toEqual([
    { standing: "unknown", reason: "its config is elsewhere" },
    { standing: "unknown", reason: "it is secret" },
    {
      standing: "unknown",
      reason: "this version of msads does not know resources of the type msads:index:RemarketingList",
    },
  ]);
});
