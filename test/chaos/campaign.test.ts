import { expect, test } from "vitest";
import { playSeeds } from "./playSeeds";

test("forty programs against faults, edits and crashes; npm run test:full plays more", async () => {
  expect(await playSeeds(1, 40)).toEqual([]);
});
