import { describe, expect, test } from "vitest";
import { fits, LIES } from "./lies";
import { cellOf, placesOf } from "./matrix";
import { matrixCases } from "./matrixCases";

describe.each(["soap", "rest"] as const)("every lie in answer to every call, over %s", (transport) => {
  describe.each(matrixCases)("$name", (each) => {
    let places: ReturnType<typeof placesOf> | undefined;

    test.each(Object.keys(LIES))("%s", async (lie) => {
      places ??= placesOf(each, transport);
      const wrong: string[] = [];
      for (const place of (await places).filter(({ operation }) => fits(lie, operation))) {
        const cell = await cellOf(each, transport, lie, place);
        const where = `${place.operation} ${place.after + 1}`;
        if (!cell.struck) wrong.push(`${where}: no call met it`);
        else wrong.push(...cell.wrongs.map((text) => `${where}: ${text}`));
      }
      expect(wrong).toEqual([]);
    });
  });
});
