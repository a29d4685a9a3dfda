import { afterEach, expect, test, vi } from "vitest";
import { showsColor } from "../../provider/cli/color";

const noTerminal = { ...process.stdout, isTTY: false, on: () => {}, write: () => true, pipe: () => {} };
const stream = Object.setPrototypeOf(
  noTerminal,
  Object.getPrototypeOf(process.stdout),
) as typeof process.stdout;

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  [undefined, undefined, false],
  ["1", undefined, true],
  [undefined, "1", false],
])("no terminal, FORCE_COLOR %s, NO_COLOR %s: %s", (force, no, shown) => {
  vi.stubEnv("FORCE_COLOR", force);
  vi.stubEnv("NO_COLOR", no);
  expect(showsColor(stream)).toBe(shown);
});
