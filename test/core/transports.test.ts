import { describe, expect, test } from "vitest";
import type { Emulator, StoredGoal } from "../../provider/emulator";
import { liveGoal, statuses, useEmulator } from "../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { upAndSettle, written } from "../support/e2eSettled";
import { type Program, type Report, Stack, tag } from "../support/e2eStack";

const emulator = useEmulator();
const over = (transport: string, more: Readonly<Record<string, string>> = {}) =>
  new Stack(emulator.now, { "msads:transport": transport, ...more });
const transports = ({ calls }: Report) => [...new Set(calls.map(({ transport }) => transport))];
const warnings = ({ said }: Report) => said.split("\n").filter((line) => line.startsWith("warning: "));

/** What the service holds, without what differs from run to run. */
function stored({ store }: Emulator): unknown {
  const plain = ({ kind, deleted, fields }: StoredGoal) => ({
    kind,
    deleted,
    fields: {
      ...fields,
      ...(fields.TagId === undefined ? {} : { TagId: tagName(store.tags, fields.TagId) }),
    },
  });
  return {
    tags: store.tags.map(({ fields }) => fields),
    goals: store.goals.map(plain).sort((a, b) => ((a.fields.Name ?? "") < (b.fields.Name ?? "") ? -1 : 1)),
  };
}

function tagName(tags: Emulator["store"]["tags"], id: string): string | undefined {
  return tags.find((each) => each.id === id)?.fields.Name;
}

const first: Program = { site, mall: tag({ name: "Shop", description: "old" }), ...allTypes };
const second: Program = {
  ...first,
  mall: tag({ name: "Shop", description: "new", industry: "Retail" }),
  url: urlGoal("Order placed", { revenue: { type: "FixedValue", value: "99.999", currencyCode: "USD" } }),
  event: eventGoal("Signed up", { value: "0.0000001", valueOperator: "LessThan" }),
};

/** The life of a program: made, changed, edited by hand, cleared away, made again. */
async function life(stack: Stack): Promise<readonly Report[]> {
  const made = await upAndSettle(stack, first);
  const changed = await upAndSettle(stack, second);
  const { id } = stack.entry("url");
  emulator.now.editGoal(id, { ConversionWindowInMinutes: 77, Status: "Paused" });
  const healed = await upAndSettle(stack, second);
  const destroyed = await stack.destroy({ refresh: true });
  expect(destroyed.errors).toEqual([]);
  expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Paused"]));
  const again = await upAndSettle(stack, second);
  return [made, changed, healed, destroyed, again];
}

test("the life of a program leaves the same over every transport", async () => {
  const left: unknown[] = [];
  for (const transport of ["soap", "rest", "auto"]) {
    emulator.now.reset();
    const reports = await life(over(transport));
    expect(reports.flatMap(transports)).toEqual(Array(5).fill(transport === "rest" ? "rest" : "soap"));
    expect(reports.map(written).map((each) => [...each].sort())).toEqual([
      ["AddConversionGoals 8", "AddUetTags 2"],
      ["UpdateConversionGoals 2", "UpdateUetTags 1"],
      ["UpdateConversionGoals 1"],
      ["UpdateConversionGoals 8"],
      ["UpdateConversionGoals 8"],
    ]);
    expect(reports.flatMap(warnings)).toEqual([expect.stringContaining("changed outside this program")]);
    left.push(stored(emulator.now));
  }
  expect(left[1]).toEqual(left[0]);
  expect(left[2]).toEqual(left[0]);
});

test.each(["call.order-skips", "goal.url-needs-both"] as const)(
  "the life of a program is the same to a service with the rule %s",
  async (rule) => {
    await life(over("soap"));
    const usual = stored(emulator.now);
    emulator.now.reset();
    emulator.now.settings({ rules: { [rule]: true } });
    const stack = over("soap");
    await upAndSettle(stack, { site, bare: urlGoal("Bare", { urlOperator: null }) });
    expect(liveGoal(emulator.now, "Bare").fields.UrlOperator).toBe("Equals");
    const edited = urlGoal("Bare", { urlOperator: null, urlExpression: "/other" });
    emulator.now.editGoal(stack.entry("bare").id, { UrlOperator: "Contains" });
    await upAndSettle(stack, { site, bare: edited });
    expect(liveGoal(emulator.now, "Bare").fields).toMatchObject({
      UrlOperator: "Contains",
      UrlExpression: "/other",
    });
    emulator.now.reset();
    emulator.now.settings({ rules: { [rule]: true } });
    await life(over("soap"));
    expect(stored(emulator.now)).toEqual(usual);
  },
);

test("what was made over one transport is no change to the other", async () => {
  const stack = over("soap");
  await upAndSettle(stack, first);
  for (const transport of ["rest", "soap", "auto"]) {
    const report = await stack.up(first, { config: { "msads:transport": transport } });
    expect([report.steps, report.writes, report.said]).toEqual([
      Object.keys(first).map((name) => `same ${name}`),
      [],
      "",
    ]);
  }
});

describe("auto", () => {
  test("in the middle of an up: SOAP is retired, all goes on over REST, with one warning", async () => {
    const stack = over("auto");
    await upAndSettle(stack, { site });
    // The lists and the first write still go over SOAP.
    emulator.now.faults({ kind: "fault", code: 303, transport: "soap", after: 3, times: 99 });
    const program: Program = { ...first, ...goals(4) };
    const report = await stack.up(program);
    expect(report.errors).toEqual([]);
    const spoken = report.calls.map(({ transport, outcome }) => `${transport} ${outcome}`);
    expect(spoken.slice(0, 3)).toEqual(Array(3).fill("soap ok"));
    expect(spoken.filter((each) => each === "soap fault").length).toBeGreaterThan(0);
    expect(spoken.slice(spoken.lastIndexOf("soap fault") + 1)).not.toContain("soap ok");
    expect(warnings(report)).toEqual([expect.stringMatching(/no longer speaks SOAP.*303.*transport rest/)]);
    expect(emulator.now.store.goals.map(({ fields }) => fields.Name).sort()).toEqual(
      [...Object.values(program)]
        .flatMap(({ kind, inputs }) => (kind === "goal" ? [inputs.name] : []))
        .sort(),
    );
    const next = await stack.up(program);
    expect([next.writes, warnings(next).length]).toEqual([[], 1]);
  });

  test.each(["before", "after"] as const)(
    "a create that is cut %s it is done, at the end of SOAP, makes each goal once",
    async (when) => {
      emulator.now.faults(
        { kind: "drop", when, operation: "AddConversionGoals" },
        { kind: "fault", code: 303, transport: "soap", after: 2, times: 99 },
      );
      const stack = over("auto");
      const report = await stack.up(goals(5));
      expect(report.errors).toEqual([]);
      const names = emulator.now.store.goals.map(({ fields }) => fields.Name);
      expect([...names].sort()).toEqual(Object.values(goals(5)).map(({ inputs }) => inputs.name));
      emulator.now.clearFaults();
      await upAndSettle(stack, goals(5));
    },
  );

  test("soap, when it is asked for, stays with SOAP; so does version 12", async () => {
    emulator.now.settings({ retired: [12, 13] });
    for (const more of [{ "msads:transport": "soap" }, { "msads:apiVersion": "12" }]) {
      const report = await new Stack(emulator.now, more).up({ site });
      expect(report.said).toContain("303 ApiVersionNoLongerSupported");
      expect(transports(report)).toEqual(["soap"]);
    }
  });

  test("is the default", async () => {
    emulator.now.settings({ retired: [13] });
    const report = await new Stack(emulator.now).up({ site, ...goals(1) });
    expect([report.errors, warnings(report).length]).toEqual([[], 1]);
  });
});

test("a transport that there is not is refused", async () => {
  const report = await over("carrier pigeon").up({ site });
  expect(report.said).toContain('transport is "carrier pigeon"; allowed: soap, rest, auto');
  expect(report.calls).toEqual([]);
});

test("transport rest and version 12 do not go together", async () => {
  const report = await over("rest", { "msads:apiVersion": "12" }).up({ site });
  expect(report.said).toContain("transport is rest, but apiVersion 12 has no REST");
});

function goals(count: number): Program {
  const one = (_: unknown, index: number) => [`g${index + 1}`, offlineGoal(`Goal ${index + 1}`)] as const;
  return Object.fromEntries(Array.from({ length: count }, one));
}
