import { describe, expect, test } from "vitest";
import { probeGroups } from "../../../provider/cli/parity/probes";
import { ruleIds, ruleOf } from "../../../provider/emulator";
import { useEmulator } from "../../support/e2eEmulator";
import { parityOf } from "./parity";

const emulator = useEmulator();

describe("msads parity", () => {
  test("every assumed or observed rule has one probe, or one reason why it is not asked", () => {
    const named = probeGroups.flatMap(({ probes, unasked }) =>
      [...probes, ...unasked].map(({ rule }) => rule),
    );
    const open = ruleIds.filter((id) => ruleOf(id).mark !== "documented");
    expect([...named].sort()).toEqual([...open].sort());
  });

  test.each(["soap", "rest"] as const)(
    "finds nothing in the emulator that is unlike the emulator, over %s",
    async (transport) => {
      const run = await parityOf(emulator.now, { json: false, transport });
      expect(run.unlike).toEqual([]);
      expect(run.isWhole).toBe(true);
      expect(run.file).toMatchObject({ format: 1, environment: "emulator", apiVersion: 13, transport });
      expect(run.file.autoTagging).toBeUndefined();
      // What it asks over this transport, it did ask: of those that it could not, each has a reason of another kind.
      const missed = probeGroups
        .flatMap(({ probes }) => probes)
        .filter(({ only }) => only === undefined || only === transport)
        .filter(({ rule }) => run.file.rules[rule]?.result === "not asked")
        .map(({ rule }) => rule);
      expect(missed).toEqual([]);
    },
  );
});
