import { join } from "node:path";
import { expect, test } from "vitest";
import { PACKAGE } from "../support/e2ePackage";
import { exampleShells, toldBelow } from "../support/exampleShell";
import { nativeBench } from "../support/nativeProject";

const lab = nativeBench();
const shell = exampleShells(lab);
const MSADS = `node ${join(PACKAGE, "dist/cli/main.js")}`;

/** What the emulator has in an account: goals by name, with what the example's edits concern. */
function live(accountId: string) {
  const goals = [...lab.emulator.store.goals.values()].filter((goal) => goal.accountId === accountId);
  const told = goals.map(({ fields }) => [
    fields.Name,
    { status: fields.Status, revenue: (fields.Revenue as { readonly Value?: string }).Value },
  ]);
  return Object.fromEntries(told);
}

/** Twenty accounts are checked; the first four of them are run, since each run of Pulumi takes seconds. */
test("fleet: accounts applied, edits found and put back, a change held by its limit, as its page says", async () => {
  const example = shell("fleet");
  const run = (line = "", toFail = false) => example(line.replace("npx msads", MSADS), toFail);
  const [, , add, makeState, , check, preview, up, again] = toldBelow("fleet", "Apply it");
  await run(add);
  await run(makeState);
  expect(await run(check)).toMatch(/20 accounts: 20 unknown/);
  await run("head -5 accounts.csv > few.csv && mv few.csv accounts.csv");
  expect(await run(preview)).toMatch(/\+ UrlGoal "order" in 3 accounts/);
  expect(live("2001")).toEqual({});
  expect(await run(up)).toMatch(/4 accounts: 4 applied/);
  const applied = {
    "Order placed": { status: "Active", revenue: "48" },
    "Contact form sent": { status: "Active", revenue: undefined },
  };
  expect(live("2001")).toEqual(applied);
  expect(await run(again)).toMatch(/4 accounts: 4 as applied/);

  const [edit, find, restore] = toldBelow("fleet", "Somebody edits goals");
  await run(edit);
  const found = await run(find);
  expect(found).toMatch(/alpine-outdoor +UrlGoal "order": revenue\.value is 99, wanted 48/);
  expect(found).toMatch(/4 accounts: 3 drifted, 1 as applied/);
  expect(await run(restore)).toMatch(/3 accounts: 3 applied\n1 account as last applied, not run/);
  expect(live("2001")).toEqual(applied);
  expect(live("2003")["Contact form sent"]).toMatchObject({ status: "Active" });

  const [part, limited = ""] = toldBelow("fleet", "You change the program");
  await run("sed -i 's/,12,EUR/,15,EUR/' accounts.csv");
  expect(await run(check)).toMatch(/4 accounts: 1 changed, 3 as applied/);
  await run("sed -i s#/thank-you#/thanks# program/index.ts");
  expect(await run(part)).toMatch(/`urlExpression` /);
  expect(await run(limited.replace("20", "3"), true)).toMatch(
    /--change-at-most is 3, and this would write 4/,
  );
  expect(live("2001")).toEqual(applied);
});
