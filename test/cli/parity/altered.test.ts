import { describe, expect, test } from "vitest";
import { type Emulator, type ObservedFile, type RuleId, startEmulator } from "../../../provider/emulator";
import { useEmulator } from "../../support/e2eEmulator";
import { codedRules, found, otherCode, switched, switchedRules, withOtherCode } from "./altered";
import { parityOf } from "./parity";

const emulator = useEmulator();

/** Every so many of them, some over SOAP, some over REST. */
function some(of: typeof switchedRules, each: number): readonly (readonly ["soap" | "rest", RuleId])[] {
  return (["soap", "rest"] as const).flatMap((transport, turn) =>
    of(transport)
      .filter((_, index) => index % each === turn)
      .map((rule) => [transport, rule] as const),
  );
}

async function withObserved<T>(observed: ObservedFile, work: (other: Emulator) => Promise<T>): Promise<T> {
  const other = await startEmulator({ observed });
  try {
    return await work(other);
  } finally {
    await other.close();
  }
}

describe("msads parity", () => {
  test.each(some(switchedRules, 7))(
    "over %s finds that %s was turned, and nothing else",
    async (transport, rule) => {
      emulator.now.settings({ rules: switched(rule) });
      const { unlike } = await parityOf(emulator.now, { json: false, transport });
      expect(unlike).toEqual(found(rule));
    },
  );

  test.each(some(codedRules, 9))("over %s finds that %s refuses with another code", async (transport, rule) =>
    withObserved(withOtherCode(rule), async (other) => {
      const { unlike, file } = await parityOf(other, { json: false, transport });
      expect(unlike).toEqual([rule]);
      expect(file.rules[rule]).toEqual(otherCode(rule));
    }),
  );

  const anywhere: readonly RuleId[] = [
    "goal.name-case",
    "link.list-missing",
    "default.status",
    "tag.share-with-owner",
    "call.text",
    "update.type-drops-fields",
  ];
  test.each<["soap" | "rest", readonly RuleId[]]>([
    ["rest", anywhere],
    ["soap", [...anywhere, "call.dtd", "call.malformed"]],
  ])(
    "over %s, an emulator that follows the file of a service answers the questions as that service did",
    async (transport, turned) => {
      emulator.now.settings({ rules: Object.assign({}, ...turned.map(switched)) });
      const { file } = await parityOf(emulator.now, { json: false, transport });
      await withObserved(file, async (other) => {
        const again = await parityOf(other, { json: false, transport });
        expect(again.file.rules).toEqual(file.rules);
        expect([...again.unlike].sort()).toEqual([...turned].sort());
      });
    },
  );
});
