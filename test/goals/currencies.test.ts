import { expect, it } from "vitest";
import { isIsoCode, isListed } from "../../provider/emulator/goal/currencies";
import { LISTED_CURRENCIES } from "../../provider/goals/currencies";

it("the provider's currencies and the emulator's, each written down by itself, are the same 100", () => {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const all = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
  expect(all.filter(isListed)).toEqual([...LISTED_CURRENCIES]);
  expect(new Set(LISTED_CURRENCIES).size).toBe(100);
  expect(LISTED_CURRENCIES.every(isIsoCode)).toBe(true);
});
