import { afterEach, describe, expect, test } from "vitest";
import { GOAL_TYPES } from "../../provider/goals/definition";
import { keptReleases, Release } from "./release";

let opened: Release | undefined;
afterEach(() => opened?.close());

async function open(version: string): Promise<Release> {
  opened = await Release.open(version);
  return opened;
}

interface StateResource {
  readonly type: string;
  readonly inputs?: { readonly type?: string; readonly __provider?: string };
}

describe.runIf(process.env.MSADS_KEEP_RELEASE)("keeping a release", () => {
  test("makes its program's stack in an empty account and keeps both", async () => {
    const version = process.env.MSADS_KEEP_RELEASE ?? "";
    const release = await open(version);
    release.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const made = await release.up();
    expect(made.ok, made.said.join("\n")).toBe(true);
    await release.keep(version);
  });
});

describe.skipIf(process.env.MSADS_KEEP_RELEASE).each(keptReleases())("a stack made by %s", (version) => {
  test("has every kind of resource and every type of goal", async () => {
    const release = await open(version);
    const { deployment } = JSON.parse(release.stateText()) as {
      deployment: { resources: readonly StateResource[] };
    };
    const ours = deployment.resources.filter(({ type }) => type.includes("dynamic/msads:"));
    expect(new Set(ours.map(({ inputs }) => inputs?.__provider))).toEqual(
      new Set(
        ["conversionGoal", "conversionGoalLibrary", "uetTag"].map(
          (name) => `exports.handler=()=>require("pulumi-msads/lifecycle").${name}`,
        ),
      ),
    );
    expect(ours.map(({ inputs }) => inputs?.type)).toEqual(expect.arrayContaining([...GOAL_TYPES]));
  });

  test("is what its program says, to this version too; destroy pauses it", async () => {
    const release = await open(version);
    const { store } = release.emulator;
    const before = JSON.stringify([store.goals, store.tags]);
    expect(before.length).toBeGreaterThan(5_000);
    const preview = await release.preview();
    expect(preview).toEqual({ ok: true, said: [], changes: [], writes: [] });
    expect(JSON.stringify([store.goals, store.tags])).toBe(before);
    const destroyed = await release.destroy();
    expect(destroyed.ok, destroyed.said.join("\n")).toBe(true);
    const status = Object.fromEntries(store.goals.map(({ fields }) => [fields.Name, fields.Status]));
    const { "Kept on delete (kept)": retained, ...others } = status;
    expect(retained).toBe("Active");
    expect([...new Set(Object.values(others))]).toEqual(["Paused"]);
  });
});
