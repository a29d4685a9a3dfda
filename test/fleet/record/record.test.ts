import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readRecord, writeRecord } from "../../../provider/fleet/record/record";

const RECORD = {
  stack: "acme",
  customerId: "111",
  accountId: "222",
  appliedAt: "2026-11-27T09:00:00.000Z",
  environment: "emulator",
  fingerprint: { program: "p", packages: "l", variables: "v", config: "c", settings: "s" },
  checkpoint: "sha256:x",
  resources: [{ urn: "u", token: "t", id: "1", inputs: {}, outputs: {}, ignored: [] }],
  obstacles: [],
};
const folder = () => mkdtempSync(join(tmpdir(), "msads-record-"));

test("a record is read as it was written, for its own stack, and only its owner may read it", () => {
  const place = join(folder(), "new");
  writeRecord(place, RECORD);
  writeRecord(place, { ...RECORD, stack: "org/acme", accountId: "333" });
  expect(readRecord(place, "acme")).toMatchObject(RECORD);
  expect(readRecord(place, "org/acme")?.accountId).toBe("333");
  expect(readRecord(place, "other")).toBeUndefined();
  expect(readdirSync(place).sort()).toEqual(["acme.json", "org%2Facme.json"]);
  expect(statSync(join(place, "acme.json")).mode & 0o777).toBe(0o600);
});

test("a record that is damaged in any way, or of another version, is none", () => {
  const place = folder();
  writeRecord(place, RECORD);
  const file = join(place, "acme.json");
  const text = readFileSync(file, "utf8");
  fc.assert(
    fc.property(fc.nat(text.length - 2), (length) => {
      writeFileSync(file, text.slice(0, length));
      expect(readRecord(place, "acme")).toBeUndefined();
    }),
  );
  for (const name of Object.keys(RECORD)) {
    writeFileSync(file, JSON.stringify({ ...JSON.parse(text), [name]: 7 }));
    expect(readRecord(place, "acme")).toBeUndefined();
  }
  writeFileSync(file, JSON.stringify({ ...JSON.parse(text), version: 2 }));
  expect(readRecord(place, "acme")).toBeUndefined();
});

test("a record that cannot be written leaves the one before as it was, and nothing beside it", () => {
  const place = folder();
  writeRecord(place, RECORD);
  expect(() => writeRecord(join(place, "acme.json"), RECORD)).toThrow();
  expect(readdirSync(place)).toEqual(["acme.json"]);
  expect(readRecord(place, "acme")).toMatchObject(RECORD);
});
