import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRecord } from "../../../provider/fleet/record/record";
import { type RecordSource, takeRecord } from "../../../provider/fleet/record/takeRecord";

const state = (time: string) =>
  JSON.stringify({ version: 3, deployment: { manifest: { time }, resources: [] } });
const PRINT = { program: "p", packages: "l", variables: "v", config: "c", settings: "s" };

async function taken(source: Partial<RecordSource>) {
  const folder = mkdtempSync(join(tmpdir(), "msads-take-"));
  const request = { folder, stack: "acme", customerId: "111", accountId: "222", environment: "emulator" };
  await takeRecord(
    { ...request, fingerprint: PRINT },
    {
      checkpoints: async () => () => "one",
      exported: async () => state("2026-11-27T09:00:00Z"),
      now: () => new Date(0),
      endedAt: new Date("2026-11-27T09:00:01Z"),
      ...source,
    },
  );
  return readRecord(folder, "acme");
}

test("the record of a run says which state it left", async () => {
  expect(await taken({})).toMatchObject({ checkpoint: "one", fingerprint: PRINT });
});

test("a state that was written after the run is another run's: nothing is recorded", async () => {
  expect(await taken({ exported: async () => state("2026-11-27T09:00:02Z") })).toBeUndefined();
});

test("a state that changes while it is read is read again", async () => {
  const names = ["one", "two", "two", "two"];
  const checkpoints = async () => {
    const name = names.shift();
    return () => name;
  };
  expect(await taken({ checkpoints })).toMatchObject({ checkpoint: "two" });
});
