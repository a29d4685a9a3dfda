import { describe, expect, it } from "vitest";
import { placeIn } from "../../provider/resources/placeInProgram";

const stackOf = (...frames: readonly string[]) =>
  ["Error: here", ...frames.map((at) => `    at ${at}`)].join("\n");

describe("where a program makes a resource", () => {
  it.each([
    ["its file and line", ["Object.<anonymous> (/shop/index.ts:12:3)"], "index.ts:12:3"],
    [
      "in a folder of it",
      ["goals (/shop/src/goals.ts:4:10)", "Object.<anonymous> (/shop/index.ts:1:1)"],
      "src/goals.ts:4:10",
    ],
    ["an ES module", ["file:///shop/index.mjs:7:1"], "index.mjs:7:1"],
    ["an async function", ["async file:///shop/my%20goals.mjs:7:1"], "my goals.mjs:7:1"],
    ["in a folder with brackets", ["make (/shop/a (copy)/index.ts:12:3)"], "a (copy)/index.ts:12:3"],
    ["outside the folder", ["/shared/goals.js:2:5"], "/shared/goals.js:2:5"],
    [
      "of a package, the program's line that calls it",
      ["standard (/shop/node_modules/@acme/goals/index.js:2:24)", "Object.<anonymous> (/shop/index.js:9:1)"],
      "index.js:9:1",
    ],
    [
      "of a package alone, its own line",
      ["x (/shop/node_modules/@acme/goals/a.js:2:24)"],
      "node_modules/@acme/goals/a.js:2:24",
    ],
    ["nothing but Node's own", ["node:internal/modules/cjs/loader:1929:14"], undefined],
    ["no stack at all", [], undefined],
  ])("%s", (_, frames, place) => expect(placeIn(stackOf(...frames), "/shop")).toBe(place));
});
