import { expect, test } from "vitest";
import { playSeeds } from "./playSeeds";

/** Set by `npm run chaos`. */
const FROM = Number(process.env.CHAOS_FROM ?? "41");
const SEEDS = Number(process.env.CHAOS_SEEDS ?? "500");

test(`${SEEDS} seeds from ${FROM}`, async () => {
  expect(await playSeeds(FROM, SEEDS)).toEqual([]);
}, 3_600_000);
