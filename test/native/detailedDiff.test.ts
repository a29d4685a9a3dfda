import fc from "fast-check";
import { expect, test } from "vitest";
import type { Difference } from "../../provider/goals/difference";
import { UNKNOWN } from "../../provider/goals/text";
import { detailedDiff } from "../../provider/native/detailedDiff";
import { withNumbers } from "../../provider/native/numbers";
import { loadSdk } from "../../provider/native/sdk";
import { decoded, encoded, type Values } from "../../provider/native/values";

const differs = (path: string): Difference => ({
  name: path.split(/[.[]/)[0] ?? "",
  path,
  kind: "text",
  wanted: 1,
  live: 2,
  why: "edited",
});
const sides = (outputs: object, news: object, inputs: object = outputs) => ({
  outputs: { ...outputs },
  inputs: { ...inputs },
  news: { ...news },
});
const kindsOf = (...given: Parameters<typeof detailedDiff>) =>
  Object.fromEntries(
    [...detailedDiff(...given)].map(([path, each]) => [
      path,
      `${each.replaces ? "replace " : ""}${each.kind}`,
    ]),
  );

test("each difference is an addition, a change or a removal, by what state and program have at its path", () => {
  const olds = { revenue: { type: "FixedValue", value: 25 }, status: "Paused" };
  const news = { revenue: { type: "FixedValue", value: 30, currencyCode: "EUR" } };
  const differences = ["revenue.value", "revenue.currencyCode", "status"].map(differs);
  expect(kindsOf({ changes: true, differences }, sides(olds, news))).toEqual({
    "revenue.value": "update",
    "revenue.currencyCode": "add",
    status: "delete",
  });
});

test("paths lead into libraries, whatever the goals are called", () => {
  const goals = (value: number) => ({ 'a "b" [c].d': { revenue: { value } }, plain: {} });
  const path = 'goals["a \\"b\\" [c].d"].revenue.value';
  const found = kindsOf(
    { changes: true, differences: [differs(path), differs('goals["new"]')] },
    sides({ goals: goals(1) }, { goals: { ...goals(2), new: {} } }),
  );
  expect(found).toEqual({ [path]: "update", 'goals["new"]': "add" });
});

test("what is not known yet may change; what replaces says so; a resource that is gone has no path of its own", () => {
  expect(kindsOf({ changes: true, differences: [] }, sides({ tagId: "1" }, { tagId: UNKNOWN }))).toEqual({
    tagId: "update",
  });
  const moved = { changes: true, replaces: ["accountId"] };
  expect(kindsOf(moved, sides({ accountId: "1" }, { accountId: "2" }))).toEqual({
    accountId: "replace update",
  });
  expect(kindsOf({ changes: true, replaces: ["id"] }, sides({}, {}))).toEqual({ id: "replace update" });
});

test("a library's goal that people renamed is shown by its live name, which goes", () => {
  const goals = { D: { type: "Duration" } };
  const renamed = { changes: true, differences: [differs("goals.D.name")] };
  expect(kindsOf(renamed, sides({ goals, liveNames: { D: "Dx" } }, { goals }))).toEqual({
    "liveNames.D": "delete",
  });
});

test("what the program says otherwise stands beside what differs in the account, and beside what replaces", () => {
  const before = { name: "Old", accountId: "1", onDelete: "pause", status: "Active", value: 25 };
  const moved = { changes: true, replaces: ["accountId"] };
  const elsewhere = { ...before, name: "New", accountId: "2", value: 30 };
  expect(kindsOf(moved, sides(before, elsewhere))).toEqual({
    accountId: "replace update",
    name: "update",
    value: "update",
  });
  const differences = [differs("value")];
  const kept = { ...before, onDelete: "retain", value: 30 };
  expect(kindsOf({ changes: true, differences }, sides(before, kept))).toEqual({
    value: "update",
    onDelete: "update",
  });
  // An import has few inputs, and all outputs.
  const { name, value } = before;
  expect(
    kindsOf({ changes: true, differences }, sides(before, { ...before, value: 30 }, { name, value })),
  ).toEqual({
    value: "update",
  });
});

test("where only state is renewed, what the program restates is shown by its inputs; without a change nothing is", () => {
  const renewed = detailedDiff(
    { changes: true, differences: [] },
    sides({}, { onDelete: "retain" }, { onDelete: "pause" }),
  );
  expect([...renewed]).toEqual([["onDelete", { kind: "update", replaces: false, inputDiff: true }]]);
  expect(kindsOf({ changes: false, differences: [differs("status")] }, sides({}, {}))).toEqual({});
});

test("values come out of the protocol as they went in, their secrets and their unknowns with them", () => {
  const { Struct } = loadSdk().struct;
  const leaf = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(UNKNOWN), fc.constant(null));
  // Among paths "*" is any step.
  const key = fc.string({ minLength: 1 }).filter((name) => name !== "__proto__" && name !== "*");
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, tree, { maxKeys: 4 }), fc.boolean(), (values, hides) => {
      const secret = hides
        ? Object.keys(values)
            .slice(0, 1)
            .map((name) => `[${JSON.stringify(name)}]`)
        : [];
      const given: Values = { values, secret };
      const back = decoded(Struct.fromJavaScript(encoded(given)));
      expect(back.values).toEqual(values);
      expect(back.secret).toHaveLength(secret.length);
    }),
  );
});

test("decimals are numbers where a number holds them; all else stays as it is", () => {
  const revenue = { type: "FixedValue", value: "25.50", currencyCode: "EUR" };
  expect(withNumbers({ revenue, name: "12" }, "Url")).toEqual({
    revenue: { ...revenue, value: 25.5 },
    name: "12",
  });
  expect(withNumbers({ value: "9007199254740993.5" }, "Event")).toEqual({ value: "9007199254740993.5" });
  const goals = { "12": { type: "Url", revenue }, open: UNKNOWN };
  expect(withNumbers({ goals }, undefined)).toEqual({
    goals: { "12": { type: "Url", revenue: { ...revenue, value: 25.5 } }, open: UNKNOWN },
  });
});
