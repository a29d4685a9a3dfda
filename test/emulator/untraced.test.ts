import { expect, it } from "vitest";
import { untraced } from "../../provider/emulator/operations/untraced";

it("takes no stack trace of what fails, and leaves those of others as they were", () => {
  const usual = Error.stackTraceLimit;
  const thrown = (() => {
    try {
      return untraced(() => JSON.parse("{no"));
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(SyntaxError);
  expect((thrown as Error).stack).not.toMatch(/\n\s+at /);
  expect(Error.stackTraceLimit).toBe(usual);
  expect(new Error("later").stack).toMatch(/\n\s+at /);
});

it("hands on what was read", () => {
  expect(untraced(() => 7)).toBe(7);
});
