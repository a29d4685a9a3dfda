import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Table } from "../../../provider/replay/count/table";
import { Hash } from "../../../provider/replay/match/hash";

const forEver = { first: 4, most: 1_024, isOver: () => false };

describe("a table of numbers by key", () => {
  it("has what was put in, whatever the order, while there is room", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 300 }), { maxLength: 400, size: "max" }),
        fc.integer(),
        (keys, seed) => {
          const [table, hash, known] = [new Table(2, forEver), new Hash(seed), new Map<number, number>()];
          for (const [time, key] of keys.entries()) {
            const found = table.find(hash.start(0).text(String(key)));
            expect(found < 0 ? undefined : table.numbers[found + 1]).toBe(known.get(key));
            const at = found < 0 ? table.add(hash, time) : found;
            table.numbers[at + 1] = time;
            known.set(key, time);
          }
          expect([table.size, table.forgotten]).toEqual([known.size, 0]);
        },
      ),
      { numRuns: 200, seed: 12 },
    );
  });

  it("drops what is over, then grows, then forgets the oldest and says how many", () => {
    let now = 0;
    const table = new Table(1, { first: 64, most: 256, isOver: (time) => now - time > 100 });
    const hash = new Hash(1);
    for (; now < 10_000; now += 10) table.add(hash.start(0).number(now), now);
    expect(table.forgotten).toBe(0);
    expect(table.size).toBeLessThan(64);
    for (let index = 0; index < 1_000; index++) table.add(hash.start(1).number(index), now + index / 1_000);
    expect(table.size + table.forgotten).toBeGreaterThanOrEqual(1_000);
    expect(table.size).toBeLessThanOrEqual(192);
    expect(table.find(hash.start(1).number(999))).toBeGreaterThanOrEqual(0);
    expect(table.find(hash.start(1).number(0))).toBe(-1);
  });
});
