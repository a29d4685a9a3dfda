import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeAtMostRefusal, groupedChanges, groupWords, totalWrites } from "../../provider/fleet/grouped";
import type { FieldChange, PlannedChange, RanAccount } from "../../provider/fleet/results";

function change(
  op: PlannedChange["op"],
  resource: string,
  fields: readonly FieldChange[] = [],
  more: Partial<PlannedChange> = {},
): PlannedChange {
  const type = "UrlGoal";
  return { op, resource, type, urn: `urn:pulumi:s::p::${type}::${resource}`, fields, writes: 1, ...more };
}

function ran(stack: string, ...changes: readonly PlannedChange[]): RanAccount {
  const account = { stack, customerId: "111", accountId: "222", config: {} };
  return { account, outcome: "done", changes, message: undefined, tookMs: 1 };
}

function many(count: number, ...changes: readonly PlannedChange[]): readonly RanAccount[] {
  return Array.from({ length: count }, (_, at) => ran(`s${at}`, ...changes));
}

function words(...runs: readonly RanAccount[]): readonly string[] {
  return groupedChanges(runs).map(groupWords);
}

const value = (from: unknown, to: unknown, path = "revenue.value"): FieldChange => ({ path, from, to });

describe("changes of many accounts", () => {
  it("are told once for all that are identical, those in most accounts first", () => {
    const update = change("update", "order", [value(25, 30)]);
    const create = change("create", "signup");
    expect(
      words(
        ...many(1_000, update),
        ...many(12, create),
        ran("x", change("delete", "old")),
        ran("y"),
        ran("z", change("replace", "offline")),
      ),
    ).toEqual([
      '`revenue.value` 25 → 30 in 1,000 accounts (UrlGoal "order")',
      '+ UrlGoal "signup" in 12 accounts',
      '- UrlGoal "old" in 1 account',
      '± UrlGoal "offline" in 1 account',
    ]);
  });

  it("that differ in a value, a field, a type or an operation are told apart", () => {
    expect(
      words(
        ran("a", change("update", "order", [value(25, 30)])),
        ran("b", change("update", "order", [value("25", 30)])),
        ran("c", change("update", "order", [value(25, 30), value("a", "b", "name")])),
        ran("d", change("update", "order", [value(25, 30)], { type: "EventGoal" })),
        ran("e", change("replace", "order", [value(25, 30)])),
        ran("f", change("update", "order")),
        ran("g", change("update", "order", [value(undefined, 30)])),
        ran("h", change("update", "order", [value("undefined", 30)])),
      ),
    ).toEqual(
      [
        '`name` "a" → "b", `revenue.value` 25 → 30 in 1 account (UrlGoal "order")',
        '`revenue.value` "25" → 30 in 1 account (UrlGoal "order")',
        '`revenue.value` "undefined" → 30 in 1 account (UrlGoal "order")',
        '`revenue.value` 25 → 30 in 1 account (EventGoal "order")',
        '`revenue.value` 25 → 30 in 1 account (UrlGoal "order")',
        '`revenue.value` not set → 30 in 1 account (UrlGoal "order")',
        '± `revenue.value` 25 → 30 in 1 account (UrlGoal "order")',
        '~ UrlGoal "order" in 1 account',
      ].toSorted(byEnglish),
    );
  });

  it("are the same whatever the order of fields and of an object's keys", () => {
    expect(
      words(
        ran("a", change("update", "order", [value({ x: 1, y: 2 }, null), value(1, 2, "z")])),
        ran("b", change("update", "order", [value(1, 2, "z"), value({ y: 2, x: 1 }, null)])),
      ),
    ).toEqual(['`revenue.value` {"x":1,"y":2} → null, `z` 1 → 2 in 2 accounts (UrlGoal "order")']);
  });

  it("name the resource only where it is the same in all, and count resources where an account has several", () => {
    const fields = [value(25, 30)];
    expect(
      words(ran("a", change("update", "order", fields)), ran("b", change("update", "signup", fields))),
    ).toEqual(["`revenue.value` 25 → 30 in 2 accounts (UrlGoal)"]);
    expect(words(...many(3, change("update", "order", fields), change("update", "signup", fields)))).toEqual([
      "`revenue.value` 25 → 30 in 3 accounts (UrlGoal, 6 resources)",
    ]);
  });

  it("without fields are told by name, but together where each account has names of its own", () => {
    const own = ["a", "b", "c"].map((stack) =>
      ran(
        stack,
        change("create", `${stack}-order`),
        change("create", `${stack}-signup`),
        change("create", "shared"),
      ),
    );
    expect(words(...own)).toEqual([
      "+ UrlGoal in 3 accounts (6 resources)",
      '+ UrlGoal "shared" in 3 accounts',
    ]);
  });

  it("show values in one short line, without cutting a character in half, and secrets as such", () => {
    const long = "🛒".repeat(80);
    const [line = ""] = words(
      ran("a", change("update", "two\nlines", [value(long, "[secret]"), value("a\nb", [1], "z")])),
    );
    expect(line).toBe(
      `\`revenue.value\` "${"🛒".repeat(58)}… → [secret], \`z\` "a\\nb" → [1] in 1 account (UrlGoal "two\\nlines")`,
    );
  });

  it("are all in a group, each with the accounts of exactly the changes that are equal", () => {
    fc.assert(
      fc.property(anyRuns(2), (runs) => {
        const groups = groupedChanges(runs);
        const all = found(runs);
        expect(groups.reduce((sum, { resources }) => sum + resources, 0)).toBe(all.length);
        expect(groups.reduce((sum, { writes }) => sum + writes, 0)).toBe(totalWrites(runs));
        expect(new Set(groups.map(groupWords)).size).toBe(groups.length);
        const sizes = groups.map(({ stacks }) => stacks.length);
        expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
        for (const one of all.filter(({ fields }) => fields.length > 0)) {
          const alike = all.filter((other) => isEqual(one, other));
          const own = groups.filter((group) => isEqual(one, group));
          expect(own.map(({ stacks, resources }) => [stacks, resources])).toEqual([
            [stacksOf(alike), alike.length],
          ]);
        }
      }),
    );
  });

  it("without fields are in the group of their name if another account has it too, else in one with the others", () => {
    fc.assert(
      fc.property(anyRuns(0), (runs) => {
        const groups = groupedChanges(runs);
        const all = found(runs);
        const isShared = (one: Found): boolean =>
          stacksOf(all.filter((other) => isEqual(one, other) && other.resource === one.resource)).length > 1;
        for (const one of all) {
          const members = all.filter(
            (other) =>
              isEqual(one, other) && (isShared(one) ? other.resource === one.resource : !isShared(other)),
          );
          const names = new Set(members.map(({ resource }) => resource));
          expect(groups).toContainEqual(
            expect.objectContaining({
              op: one.op,
              type: one.type,
              resource: names.size === 1 ? one.resource : undefined,
              stacks: stacksOf(members),
              resources: members.length,
            }),
          );
        }
      }),
    );
  });
});

type Found = PlannedChange & { readonly stack: string };

function found(runs: readonly RanAccount[]): readonly Found[] {
  return runs.flatMap(({ account, changes }) =>
    changes.map((each) => ({ ...each, stack: account.stack, fields: inOrder(each.fields) })),
  );
}

function inOrder(fields: readonly FieldChange[]): readonly FieldChange[] {
  return ["name", "revenue.value", "status"].flatMap((path) => fields.filter((field) => field.path === path));
}

type Told = Pick<PlannedChange, "op" | "type" | "fields">;

function isEqual(one: Told, other: Told): boolean {
  return isDeepStrictEqual([one.op, one.type, one.fields], [other.op, other.type, other.fields]);
}

function stacksOf(changes: readonly Found[]): readonly string[] {
  return [...new Set(changes.map(({ stack }) => stack))];
}

function anyRuns(maxFields: number): fc.Arbitrary<readonly RanAccount[]> {
  const anyField = fc.record(
    {
      path: fc.constantFrom("revenue.value", "status", "name"),
      from: fc.constantFrom<unknown>(undefined, 1, "1", null, { a: 1, b: [2] }),
      to: fc.constantFrom<unknown>(2, "[secret]", { b: 1 }),
    },
    { noNullPrototype: true },
  );
  const anyChange = fc.record({
    op: fc.constantFrom("create", "update", "delete", "replace"),
    urn: fc.constant("urn"),
    resource: fc.constantFrom("order", "signup", "lead", "visit"),
    type: fc.constantFrom("UrlGoal", "UetTag"),
    fields: fc.uniqueArray(anyField, { maxLength: maxFields, selector: ({ path }) => path }),
    writes: fc.nat(3),
  });
  return fc
    .array(fc.array(anyChange, { maxLength: 4 }), { maxLength: 8 })
    .map((changes) => changes.map((own, at) => ran(`s${at}`, ...own)));
}

function byEnglish(one: string, other: string): number {
  return one.localeCompare(other, "en");
}

describe("--change-at-most", () => {
  const runs = [
    ...many(143, change("update", "order", [value(25, 30)])),
    ...many(12, change("create", "signup")),
    ran("l", change("update", "library", [], { type: "ConversionGoalLibrary", writes: 40 })),
    ran("m", change("delete", "old")),
    ran("n", change("replace", "offline")),
    ran("o"),
  ];

  it("counts the goals of a library, not the library", () => {
    expect(totalWrites(runs)).toBe(143 + 12 + 40 + 2);
  });

  it("refuses more writes than it allows, with the three most common changes", () => {
    expect(changeAtMostRefusal(runs, 197)).toBeUndefined();
    expect(changeAtMostRefusal(runs, 196)).toBe(
      "--change-at-most is 196, and this would write 197 goals, tags or settings in 158 accounts: " +
        '`revenue.value` 25 → 30 in 143 accounts (UrlGoal "order"); + UrlGoal "signup" in 12 accounts; - UrlGoal "old" in 1 account; 2 other changes. ' +
        "If that is meant, use --change-at-most 197.",
    );
  });

  it("refuses what cannot be counted, whatever it allows", () => {
    const open = { type: "ConversionGoalLibrary", pausesUnknown: true } as const;
    const one = ran("a", change("create", "all", [], open), change("create", "order"));
    expect(changeAtMostRefusal([one], 1_000)).toBe(
      "--change-at-most is 1000, and how many goals would be paused cannot be counted: " +
        'ConversionGoalLibrary "all" in a has `unlisted: "pause"`, and its goals or its account are known only when it is applied. ' +
        "Give it values that are known in preview, or run these accounts without --change-at-most.",
    );
    const more = ran("b", change("create", "all", [], open));
    expect(changeAtMostRefusal([one, more], 1_000)).toContain("in a and 1 other library has");
  });

  it("of 0 allows nothing", () => {
    expect(changeAtMostRefusal([ran("a")], 0)).toBeUndefined();
    expect(changeAtMostRefusal([ran("a", change("create", "order"))], 0)).toContain(
      "would write 1 goal, tag or setting in 1 account: ",
    );
  });
});
