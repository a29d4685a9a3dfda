import { describe, expect, test } from "vitest";
import { type SideOptions, sidesOf } from "../../../provider/cli/replay/sides/side";
import { UsageError } from "../../../provider/cli/usageError";

const live = { is: "live" };
const file = { is: "file", file: "state.json" };
const stack = { is: "stack", stack: "dev" };
const program = (name?: string) => ({ is: "program", folder: ".", stack: name });

test.each<[SideOptions, object | undefined, object]>([
  [{}, undefined, live],
  [{ live: true }, undefined, live],
  [{ stack: false }, undefined, live],
  [{ stack: "dev" }, undefined, stack],
  [{ state: "state.json" }, undefined, file],
  [{ live: true, stack: "dev" }, live, stack],
  [{ live: true, state: "state.json" }, live, file],
  [{ program: "." }, live, program()],
  [{ program: ".", live: true }, live, program()],
  [{ program: ".", stack: "dev" }, live, program("dev")],
  [{ program: ".", stack: "dev", live: true }, live, program("dev")],
  [{ program: ".", state: "state.json" }, file, program()],
  [{ program: ".", stack: "dev", state: "state.json" }, file, program("dev")],
])("%j compares %j with %j", (options, before, after) => {
  expect(sidesOf(options)).toEqual({ before, after });
});

describe("what cannot be meant is refused with what to type", () => {
  test.each<[SideOptions, RegExp]>([
    [{ program: ".", stack: false }, /--program DIR --stack NAME/],
    [{ stack: "dev", state: "state.json" }, /--stack NAME .* or --state FILE/],
    [{ stack: "dev", state: "state.json", live: true }, /--stack NAME .* or --state FILE/],
    [{ program: ".", state: "state.json", live: true }, /leave out one of --live, --state and --program/],
  ])("%j", (options, says) => {
    expect(() => sidesOf(options)).toThrow(UsageError);
    expect(() => sidesOf(options)).toThrow(says);
  });
});
