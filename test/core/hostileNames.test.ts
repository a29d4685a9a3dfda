import { expect, test } from "vitest";
import { statuses, useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { Stack } from "../support/e2eStack";

const emulator = useEmulator();

/** Names that every object has already. */
const NAMES = [
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "__defineGetter__",
  "length",
  "0",
];
const goals = (minutes: number) =>
  NAMES.map((name) => offlineGoal(name, { conversionWindowInMinutes: minutes }));

test("goals of a library may have any name: they are made, found again, changed and paused", async () => {
  const stack = new Stack(emulator.now);
  const all = (status: string) => Object.fromEntries(NAMES.map((name) => [name, status]));
  const windows = () =>
    new Set(emulator.now.store.goals.map(({ fields }) => fields.ConversionWindowInMinutes));

  expect(await stack.up({ shelf: libraryOf(goals(60)) })).toMatchObject({ ok: true, errors: [] });
  expect(statuses(emulator.now)).toEqual(all("Active"));
  expect((await stack.preview({ shelf: libraryOf(goals(60)) })).steps).toEqual(["same shelf"]);

  const changed = await stack.up({ shelf: libraryOf(goals(90)) });
  expect([changed.ok, changed.writes.length, windows()]).toEqual([true, 1, new Set([90])]);
  expect(await stack.up({})).toMatchObject({ ok: true });
  expect(statuses(emulator.now)).toEqual(all("Paused"));
});

test("single goals may have any name", async () => {
  const stack = new Stack(emulator.now);
  const program = Object.fromEntries(NAMES.map((name, index) => [`goal ${index}`, offlineGoal(name)]));
  expect(await stack.up(program)).toMatchObject({ ok: true, errors: [] });
  expect((await stack.preview(program)).steps.filter((step) => !step.startsWith("same "))).toEqual([]);
  expect(await stack.destroy()).toMatchObject({ ok: true });
  expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Paused"]));
});
