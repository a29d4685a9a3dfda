import { describe, expect, test } from "vitest";
import { startEmulator } from "../../../provider/emulator";
import { useEmulator } from "../../support/e2eEmulator";
import { codedRules, found, otherCode, switched, switchedRules, withOtherCode } from "./altered";
import { parityOf } from "./parity";

const emulator = useEmulator();

describe.each(["soap", "rest"] as const)("msads parity over %s", (transport) => {
  test.each(switchedRules(transport))("finds that %s was turned, and nothing else", async (rule) => {
    emulator.now.settings({ rules: switched(rule) });
    const { unlike, isWhole } = await parityOf(emulator.now, { json: false, transport });
    expect(unlike).toEqual(found(rule));
    expect(isWhole).toBe(true);
  });

  test.each(codedRules(transport))(
    "finds that %s refuses with another code, and nothing else",
    async (rule) => {
      const other = await startEmulator({ observed: withOtherCode(rule) });
      try {
        const { unlike, file } = await parityOf(other, { json: false, transport });
        expect(unlike).toEqual([rule]);
        expect(file.rules[rule]).toEqual(otherCode(rule));
      } finally {
        await other.close();
      }
    },
  );
});
