import { expect, test } from "vitest";
import { readSides, type SidesRuntime } from "../../../provider/cli/replay/sides/readSides";
import type { Sides } from "../../../provider/cli/replay/sides/side";
import type { AnyGoal } from "../../../provider/goals/goal";
import type { AccountRef } from "../../../provider/service/campaignManagement";
import type { Reader } from "../../../provider/session/reader";
import { deployed, exported, live, order, resource } from "./stackGoals";

const shared = live("1", { ...order, name: "Shared by the customer" });
const ACCOUNTS: Readonly<Record<string, readonly AnyGoal[]>> = {
  "222": [shared, live("2", { ...order, name: "North" })],
  "333": [
    shared,
    live("3", { ...order, name: "South", status: "Deleted" }),
    live("4", { ...order, name: "West" }),
  ],
};

/** Two accounts, with a stack whose state and preview are these. */
function world(state: string, steps: readonly object[] = []) {
  const read: string[] = [];
  const asked: (readonly string[])[] = [];
  const ref = (ids: Partial<AccountRef> = {}) => ({ customerId: "111", accountId: "222", ...ids });
  const port = ({ accountId }: AccountRef) => ({
    getConversionGoals: async () => {
      read.push(accountId);
      return ACCOUNTS[accountId] ?? [];
    },
  });
  const runtime: SidesRuntime = {
    cwd: __dirname,
    open: async () => ({ ref, port }) as unknown as Reader,
    pulumi: async (args) => {
      asked.push(args);
      return { code: 0, stdout: args[0] === "preview" ? JSON.stringify({ steps }) : state, stderr: "" };
    },
    progress: () => {},
  };
  const sides = (chosen: Sides) => readSides(chosen, undefined, runtime);
  return { read, asked, sides };
}

const names = (set: { readonly goals: readonly { readonly name: string }[] } | undefined) =>
  set?.goals.map(({ name }) => name);

test("the accounts that a state names are read, each once; a goal that both show is one goal, a deleted one none", async () => {
  const goals = ["222", "333", "333"].map((accountId, index) =>
    deployed("plugin", `goal-${index}`, String(index + 2), { ...order, name: `Goal ${index}`, accountId }),
  );
  const { read, sides, asked } = world(exported(...goals));
  const found = await sides({ before: { is: "live" }, after: { is: "stack", stack: "prod" } });
  expect(read.toSorted()).toEqual(["222", "333"]);
  expect(asked).toEqual([["stack", "export", "--stack", "prod"]]);
  expect([found.before?.title, found.after.title]).toEqual(["live", "state of prod"]);
  expect(names(found.before)).toEqual(["Shared by the customer", "North", "West"]);
  expect(names(found.after)?.toSorted()).toEqual(["Goal 0", "Goal 1", "Goal 2", "Shared by the customer"]);
});

test("a state alone reads no account; live alone reads that of the settings", async () => {
  const { read, sides } = world(exported(deployed("classes", "order", "2", order)));
  expect(names((await sides({ before: undefined, after: { is: "stack", stack: "dev" } })).after)).toEqual([
    "Order placed",
  ]);
  expect(read).toEqual([]);
  expect(names((await sides({ before: undefined, after: { is: "live" } })).after)).toEqual([
    "Shared by the customer",
    "North",
  ]);
  expect(read).toEqual(["222"]);
});

test("a program is previewed in its folder, of the stack that is named, and without a write", async () => {
  const step = { op: "create", newState: resource("plugin", "new", { ...order, name: "New" }) };
  const { sides, asked } = world("", [step]);
  const folder = "../../../examples/quickstart";
  const found = await sides({ before: { is: "live" }, after: { is: "program", folder, stack: "dev" } });
  expect(asked).toEqual([["preview", "--json", "--show-sames", "--stack", "dev"]]);
  expect(names(found.after)).toEqual(["Shared by the customer", "North", "New"]);
});
