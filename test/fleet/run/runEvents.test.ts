import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pauseWords } from "../../../provider/core/library/pauseWords";
import { fieldsBetween } from "../../../provider/fleet/run/fields";
import { RunEvents } from "../../../provider/fleet/run/runEvents";

const GOAL = "pulumi-nodejs:dynamic/msads:ConversionGoal";
const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "[secret]",
};
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Values = Readonly<Record<string, unknown>>;

interface Given {
  readonly type?: string;
  readonly name?: string;
  readonly old?: Values;
  readonly now?: Values;
  readonly live?: Values;
  readonly detailedDiff?: Values;
}

/** A step as the engine writes it to its log. */
function step(op: string, { type = GOAL, name = "order", old, now, live = {}, detailedDiff }: Given): string {
  const urn = `urn:pulumi:acme::shop::${type}::${name}`;
  const state = (inputs: Values | undefined, outputs: Values) => inputs && { type, urn, inputs, outputs };
  const metadata = {
    op,
    urn,
    type,
    old: state(old, live),
    new: state(now, {}),
    detailedDiff: detailedDiff ?? null,
  };
  return JSON.stringify({ sequence: 1, resOutputsEvent: { metadata, planning: true } });
}

function said(severity: string, message: string, more: Values = {}): string {
  return JSON.stringify({ sequence: 2, diagnosticEvent: { severity, message, color: "never", ...more } });
}

function read(...lines: readonly string[]): RunEvents {
  const events = new RunEvents();
  for (const line of lines) events.add(line);
  return events;
}

const changesOf = (...lines: readonly string[]) => read(...lines).changes;

describe("changes", () => {
  test("an update names each field by its path, without what no user writes", () => {
    const old = {
      __msads: { name: "a" },
      __provider: "x",
      resourceName: "a",
      type: "Url",
      revenue: { value: 25, type: "FixedValue" },
    };
    const now = {
      __msads: { name: "b" },
      __provider: "y",
      type: "Url",
      revenue: { value: 30, type: "FixedValue" },
      scope: "Account",
    };
    expect(changesOf(step("update", { old, now }))).toEqual([
      {
        op: "update",
        urn: `urn:pulumi:acme::shop::${GOAL}::order`,
        resource: "order",
        type: "UrlGoal",
        fields: [
          { path: "revenue.value", from: 25, to: 30 },
          { path: "scope", from: undefined, to: "Account" },
        ],
        writes: 1,
      },
    ]);
  });

  test("a live value that only the plugin tells of is read from its detailed diff", () => {
    const inputs = { name: "Order", revenue: { value: 25 } };
    const drifted = { old: inputs, now: inputs, live: { revenue: { value: 30 } } };
    const plugin = {
      ...drifted,
      type: "msads:index:UrlGoal",
      detailedDiff: { "revenue.value": { kind: "update" } },
    };
    expect(changesOf(step("update", plugin))).toMatchObject([
      { type: "UrlGoal", fields: [{ path: "revenue.value", from: 30, to: 25 }] },
    ]);
    expect(changesOf(step("update", drifted))).toMatchObject([{ op: "update", fields: [] }]);
  });

  test("secrets and what is not known yet are shown as such", () => {
    const change = step("update", {
      old: { name: "Order", tagId: "1" },
      now: { name: SECRET, tagId: UNKNOWN },
    });
    expect(changesOf(change)[0]?.fields).toEqual([
      { path: "name", from: "Order", to: "[secret]" },
      { path: "tagId", from: "1", to: "[unknown]" },
    ]);
  });

  test("the steps of a replacement are one change, whatever their order", () => {
    const [old, now] = [{ accountId: "1" }, { accountId: "2" }];
    const steps = [
      step("create-replacement", { now }),
      step("replace", { old, now }),
      step("delete-replaced", { old }),
    ];
    const expected = [{ op: "replace", fields: [{ path: "accountId", from: "1", to: "2" }], writes: 1 }];
    expect(changesOf(...steps)).toMatchObject(expected);
    expect(changesOf(...steps.toReversed())).toMatchObject(expected);
  });

  test("a library counts its goals that differ; all of them where it comes or goes", () => {
    const type = "pulumi-nodejs:dynamic/msads:ConversionGoalLibrary";
    const goal = (minutes: number) => ({ type: "Duration", minimumDurationInSeconds: minutes });
    const old = { goals: { a: goal(1), b: goal(2), c: goal(3) }, unlisted: "ignore" };
    const now = { goals: { a: goal(1), b: goal(9), "d e": goal(4) }, unlisted: "ignore" };
    const writes = (...given: Parameters<typeof step>) => changesOf(step(...given))[0]?.writes;
    expect(writes("update", { type, old, now })).toBe(3);
    expect(changesOf(step("update", { type, old, now }))[0]?.fields.map(({ path }) => path)).toEqual([
      "goals.b.minimumDurationInSeconds",
      "goals.c",
      'goals["d e"]',
    ]);
    expect([writes("create", { type, now }), writes("delete", { type, old })]).toEqual([3, 3]);
    expect(writes("update", { type, old, now: { ...old, unlisted: "pause" } })).toBe(1);
  });

  describe("of a library that pauses what it does not list", () => {
    const type = "pulumi-nodejs:dynamic/msads:ConversionGoalLibrary";
    const library = (op: string, given: Given = {}) => step(op, { name: "all", ...given, type });
    const goals = { a: { type: "Duration" } };
    const pause = (id: string, goal: string, from = "all", more: Values = {}) =>
      said("info", pauseWords(from, { id, name: goal }), more);

    test("have each goal that is paused as a field, and count it once", () => {
      const now = { goals, unlisted: "pause" };
      const lines = [pause("7", "Old one"), pause("8", 'A "b"'), pause("7", "Old one")];
      const fields = [
        { path: 'goals["A \\"b\\""].status', from: "Active", to: "Paused" },
        { path: 'goals["Old one"].status', from: "Active", to: "Paused" },
      ];
      expect(changesOf(...lines, library("create", { now }))).toMatchObject([
        { op: "create", fields, writes: 3 },
      ]);
      expect(changesOf(...lines, library("update", { old: now, now }))).toMatchObject([
        { fields, writes: 2 },
      ]);
      const old = { goals, unlisted: "ignore" };
      const unlisted = { path: "unlisted", from: "ignore", to: "pause" };
      expect(changesOf(...lines, library("update", { old, now }))).toMatchObject([
        { fields: [unlisted, ...fields], writes: 2 },
      ]);
      expect(changesOf(...lines)).toEqual([]);
    });

    test("belong to the library that said it, by its URN, its name, or its parents' names", () => {
      const now = { goals, unlisted: "pause" };
      const urn = `urn:pulumi:acme::shop::${type}::two`;
      const lines = [pause("7", "x", "two"), pause("8", "y", "other", { urn }), pause("9", "z", "shop/two")];
      const both = [library("create", { name: "one", now }), library("create", { name: "two", now })];
      const writes = changesOf(...lines, ...both).map(({ resource, writes }) => [resource, writes]);
      expect(writes).toEqual([
        ["one", 1],
        ["two", 4],
      ]);
    });

    test("cannot be counted where its account or its goals are not known", () => {
      const open = (now: Values) => changesOf(library("create", { now }))[0]?.pausesUnknown;
      const known = { goals, unlisted: "pause", customerId: "1", accountId: "2" };
      expect(open(known)).toBeUndefined();
      for (const name of ["goals", "accountId", "customerId", "unlisted"])
        expect([name, open({ ...known, [name]: UNKNOWN })]).toEqual([name, true]);
      expect(open({ ...known, unlisted: "ignore", accountId: UNKNOWN })).toBeUndefined();
    });
  });

  test("what is the same, what a refresh reads, the stack and its providers are no changes; other packages' resources are", () => {
    const old = { length: 1, resourceName: "a" };
    const now = { length: 2, resourceName: "b" };
    const lines = [
      step("same", { old, now: old }),
      step("refresh", { old, now }),
      step("update", { type: "pulumi:pulumi:Stack", old, now }),
      step("update", { type: "pulumi:providers:msads", old, now }),
      step("update", { type: "random:index/randomId:RandomId", name: "id", old, now }),
    ];
    expect(changesOf(...lines)).toMatchObject([
      {
        type: "random:index/randomId:RandomId",
        resource: "id",
        fields: [
          { path: "length", from: 1, to: 2 },
          { path: "resourceName", from: "a", to: "b" },
        ],
      },
    ]);
  });

  test("a log that ends in half a line, as a kill leaves it, is read up to there", () => {
    const whole = step("create", { now: { type: "Event" } });
    for (const length of [1, 20, whole.length - 1])
      expect(changesOf(whole, whole.slice(0, length))).toMatchObject([{ op: "create", type: "EventGoal" }]);
  });
});

describe("errors", () => {
  const urn = `urn:pulumi:acme::shop::${GOAL}::order`;

  test("are said once each, with the resource's name, without colours; warnings and notes are not", () => {
    const lines = [
      said("error", "\u001b[31mthe service refused it (5302)\u001b[0m\n", { urn }),
      said("error", "the service refused it (5302)", { urn }),
      said("error", "resource 'order' has a problem", { urn }),
      said("error", "update failed"),
      said("error", "half done", { ephemeral: true }),
      said("warning", "drifted"),
      said("info", "brings back"),
      ...["mandatory", "advisory"].map((enforcementLevel) =>
        JSON.stringify({
          policyEvent: { enforcementLevel, message: `${enforcementLevel}: too dear`, resourceUrn: urn },
        }),
      ),
    ];
    expect(read(...lines).errors).toEqual([
      "order: the service refused it (5302)",
      "resource 'order' has a problem",
      "order: mandatory: too dear",
    ]);
    expect(read(said("error", "update failed")).errors).toEqual(["update failed"]);
    const other = urn.replace("order", "or");
    expect(read(said("error", "the order is refused", { urn: other })).errors).toEqual([
      "or: the order is refused",
    ]);
  });
});

describe("fields", () => {
  test("one decimal written in two ways is no change; a changed list is one", () => {
    expect(fieldsBetween({ a: "25", b: [1, 2] }, { a: 25, b: [1] })).toEqual([
      { path: "b", from: [1, 2], to: [1] },
    ]);
  });

  test("there are none between equal values; between others each path leads to the two values that differ", () => {
    const value = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,2}$/),
      fc.oneof(
        fc.integer(),
        fc.boolean(),
        fc.dictionary(fc.stringMatching(/^[a-z]$/), fc.integer(), { minKeys: 1 }),
      ),
    );
    fc.assert(
      fc.property(value, value, (from, to) => {
        expect(fieldsBetween(from, structuredClone(from))).toEqual([]);
        const rebuilt: Record<string, unknown> = structuredClone(from);
        for (const { path, to: wanted } of fieldsBetween(from, to)) {
          const [top = "", below] = path.split(".");
          const inside = rebuilt[top];
          const holder = below === undefined ? rebuilt : (inside as Record<string, unknown>);
          if (wanted === undefined) delete holder[below ?? top];
          else holder[below ?? top] = wanted;
        }
        // An object all of whose fields left is not set either way.
        expect(rebuilt).toEqual(to);
      }),
    );
  });
});
