import { expect, it } from "vitest";
import { newGuid } from "../../provider/emulator/http/trackingId";

it("makes a guid of version 4, a digit for each random number, in their order", () => {
  const places = "0123456789abcdef0123456789abcde";
  const numbers = [...places].map((digit) => Number.parseInt(digit, 16) / 16);
  expect(newGuid(() => numbers.shift() ?? Number.NaN)).toBe("01234567-89ab-4cde-b012-3456789abcde");
  expect(numbers).toEqual([]);
});

it("keeps leading zeros", () => {
  expect(newGuid(() => 0)).toBe("00000000-0000-4000-8000-000000000000");
});
