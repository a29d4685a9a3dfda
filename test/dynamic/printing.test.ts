import { expect, test, vi } from "vitest";
import { plainError } from "../../provider/dynamic/errors";
import { printOnce, withPlainFailures } from "../../provider/dynamic/printing";
import type { Provider } from "../../provider/dynamic/provider";

test("the engine gets failures without a property, whose value it would print in a form of its own", async () => {
  const failures = [
    { property: "status", reason: "got 7; allowed: Active, Paused" },
    { property: "customerId", reason: "is missing. Set it" },
    { property: "", reason: "The configuration cannot be used" },
  ];
  const lifecycle = { check: async () => ({ inputs: { a: 1 }, failures }) } as unknown as Provider;
  expect(await withPlainFailures(lifecycle).check({}, {})).toEqual({
    inputs: { a: 1 },
    failures: [
      { property: "", reason: "status: got 7; allowed: Active, Paused" },
      { property: "", reason: "customerId is missing. Set it" },
      { property: "", reason: "The configuration cannot be used" },
    ],
  });
});

test("what the SDK prints of an error of ours is dropped, all else is printed", () => {
  const error = vi.fn();
  const out = { error };
  printOnce(out);
  for (const message of ["no: yes", "two\nlines: and more", "x: x"]) {
    const thrown = plainError(message);
    out.error(`${thrown}: ${thrown.stack}`);
  }
  expect(error).not.toHaveBeenCalled();
  const others = [["Error: one: other"], ["Error: one: one", 2], [new Error("one: one")], ["one: one"], []];
  for (const args of others) out.error(...args);
  expect(error.mock.calls).toEqual(others);
});
