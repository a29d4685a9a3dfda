import { describe, expect, test } from "vitest";
import { systemClock } from "../../../provider/account/clock";
import { againstState } from "../../../provider/cli/report/drift";
import { healthOf } from "../../../provider/cli/status/health";
import { lookupIn, settingsOf } from "../../../provider/config/settings";
import type { PlannedFault } from "../../../provider/emulator";
import { expressed } from "../../../provider/goals/expressed";
import { type AnyGoal, isUnsupported, type LiveGoal } from "../../../provider/goals/goal";
import { connect } from "../../../provider/session/connect";
import { liveGoal, liveTag, statuses, useEmulator } from "../../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, ofSite, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { upAndSettle, written } from "../../support/e2eSettled";
import { goal, NO_LOGIN, type Program, type Report, Stack, tag } from "../../support/e2eStack";

// Microsoft adds names to its enumerations; to a client of an older revision it shows them as NotSupportedForGivenRevision. They
// must be no difference, no reason to fail, and never go back to the service.

const emulator = useEmulator();
const WAITLESS = 100;
const HIDDEN = "NotSupportedForGivenRevision";
const show = (field: string, more: Partial<Extract<PlannedFault, { kind: "unknownMember" }>> = {}) =>
  emulator.now.faults({ kind: "unknownMember", field, times: 999, ...more });
const warnings = ({ notices }: Report) =>
  notices.filter(({ severity }) => severity === "warning").map(({ message }) => message);

/** Fields that hold a name, by goal, none of which the program sets; then those that check fills in. */
const LEFT_OPEN = [
  ["url", "UrlOperator"],
  ["url", "AttributionModelType"],
  ["url", "Revenue.Type"],
  ["url", "CountType"],
  ["url", "Status"],
  ["url", "Scope"],
  ["off", "Scope"],
  ["off", "Status"],
  ["url", "TrackingStatus"],
] as const;
const withoutOperator = (urlExpression: string) =>
  goal({ type: "Url", name: "Order", ...ofSite, urlExpression, goalCategory: "Purchase" });
const open: Program = {
  site,
  url: withoutOperator("/thanks"),
  off: offlineGoal("Deal"),
};

/** What the first refresh took into state must not mislead the second. */
const REFRESHED = [{ refresh: true }, {}, { refresh: true }, { refresh: true }, {}];

/** The names that went to the service and that it does not have. */
const sentUnknown = () => JSON.stringify(emulator.now.store.snapshot()).includes(HIDDEN);

describe.each(["soap", "rest"])("over %s: a name that this version does not know", (transport) => {
  const stackNow = () => new Stack(emulator.now, { "msads:transport": transport }, {}, WAITLESS);

  test.each(LEFT_OPEN)(
    "in a field that the program leaves open (%s, %s) is no difference, after a refresh neither",
    async (which, field) => {
      const stack = stackNow();
      await upAndSettle(stack, open);
      const id = stack.entry(which).id;
      show(field, { id });
      for (const options of REFRESHED) {
        const report = await stack.up(open, options);
        expect([report.errors, report.failures, report.writes, warnings(report)]).toEqual([[], [], [], []]);
      }
      expect(stack.entry(which).id).toBe(id);
    },
  );

  test("is no difference in a library either", async () => {
    const stack = stackNow();
    const program: Program = { site, lib: libraryOf([urlGoal("Order"), offlineGoal("Deal")]) };
    await upAndSettle(stack, program);
    for (const field of ["Status", "Scope", "CountType", "AttributionModelType", "TrackingStatus"])
      show(field);
    for (const options of REFRESHED) {
      const report = await stack.up(program, options);
      expect([report.errors, report.writes]).toEqual([[], []]);
    }
  });

  test.each([
    ["goalCategory", "GoalCategory", "Signup"],
    ["status", "Status", "Paused"],
    ["countType", "CountType", "Unique"],
    ["urlOperator", "UrlOperator", "Contains"],
  ])("in %s, which the program sets, is put right", async (name, field, value) => {
    const stack = stackNow();
    const program: Program = { site, url: urlGoal("Order", { [name]: value }) };
    await upAndSettle(stack, program);
    const id = stack.entry("url").id;
    emulator.now.faults({ kind: "unknownMember", operation: "GetConversionGoalsByIds", field, id });
    const report = await stack.up(program);
    expect([report.errors, written(report)]).toEqual([[], ["UpdateConversionGoals 1"]]);
    expect(warnings(report)).toEqual([expect.stringContaining(HIDDEN)]);
    expect(emulator.now.store.goal(id)?.fields[field as "Status"]).toBe(value);
  });

  test("in revenue.type, which the program sets, is put right as a whole", async () => {
    const stack = stackNow();
    const revenue = { type: "FixedValue", value: 25, currencyCode: "EUR" };
    const program: Program = { site, url: urlGoal("Order", { revenue }) };
    await upAndSettle(stack, program);
    emulator.now.faults({
      kind: "unknownMember",
      operation: "GetConversionGoalsByIds",
      field: "Revenue.Type",
    });
    expect(written(await stack.up(program))).toEqual(["UpdateConversionGoals 1"]);
    expect(liveGoal(emulator.now, "Order").fields.Revenue).toMatchObject({ Type: "FixedValue", Value: "25" });
  });

  test("in an operator beside an expression that changes: refused, told in preview, nothing is sent", async () => {
    const stack = stackNow();
    await upAndSettle(stack, open);
    const before = emulator.now.store.snapshot();
    show("UrlOperator");
    const program: Program = {
      ...open,
      url: withoutOperator("/new"),
    };
    const preview = await stack.preview(program);
    expect(warnings(preview)).toEqual([
      expect.stringMatching(
        /url: goal \d+, "Order", cannot be changed.*urlOperator is "NotSupported.*Set it in the program/,
      ),
    ]);
    const up = await stack.up(program);
    expect([up.writes, up.errors.map(({ resource }) => resource)]).toEqual([[], ["url"]]);
    expect(up.said).toMatch(/was not changed: .*urlOperator/);
    expect(emulator.now.store.snapshot()).toEqual(before);
    const given = await stack.up({
      ...open,
      url: urlGoal("Order", { urlOperator: "Equals", urlExpression: "/new" }),
    });
    expect(written(given)).toEqual(["UpdateConversionGoals 1"]);
    expect(liveGoal(emulator.now, "Order").fields).toMatchObject({
      UrlOperator: "Equals",
      UrlExpression: "/new",
    });
    expect(sentUnknown()).toBe(false);
  });

  test("in an event's pair that the program ignores: the goal stays as it is", async () => {
    const stack = stackNow();
    const sign = (more = {}) => ({ ...eventGoal("Sign", more), ignoreChanges: ["actionOperator"] });
    await upAndSettle(stack, { site, sign: sign() });
    const before = emulator.now.store.snapshot();
    show("ActionOperator");
    expect((await stack.up({ site, sign: sign() })).writes).toEqual([]);
    const report = await stack.up({ site, sign: sign({ categoryExpression: "other" }) });
    expect([report.writes, report.errors.length]).toEqual([[], 1]);
    expect(report.said).toMatch(/actionOperator is "NotSupportedForGivenRevision"/);
    expect(emulator.now.store.snapshot()).toEqual(before);
  });

  test("in an event's pair, on destroy: the pair would be lost, so the goal is not paused, and the error says what to do", async () => {
    const stack = stackNow();
    await upAndSettle(stack, { site, sign: eventGoal("Sign"), url: urlGoal("Order") });
    show("ActionOperator");
    const report = await stack.destroy();
    expect(statuses(emulator.now)).toEqual({ Sign: "Active", Order: "Paused" });
    expect(report.said).toMatch(/"Sign" .*was not paused: .*actionOperator.*Pause it in the web UI/);
    expect(sentUnknown()).toBe(false);
  });

  test("in a goal that is created: it is made once, and the program's own fields are what counts", async () => {
    show("TrackingStatus");
    show("AttributionModelType");
    const stack = stackNow();
    const report = await stack.up(allTypesOnSite);
    expect([report.errors, report.failures]).toEqual([[], []]);
    expect((await stack.up(allTypesOnSite)).writes).toEqual([]);
    expect(emulator.now.store.goals).toHaveLength(Object.keys(allTypes).length);
  });

  test("in what a write left at its default is no failure of the write", async () => {
    const fields = ["Status", "Scope", "CountType", "UrlOperator", "AttributionModelType", "TrackingStatus"];
    for (const field of fields) show(field);
    const stack = stackNow();
    const report = await stack.up(open);
    expect([report.errors, report.failures]).toEqual([[], []]);
    const changed = { ...open, off: offlineGoal("Deal", { conversionWindowInMinutes: 60 }) };
    expect(written(await stack.up(changed))).toEqual(["UpdateConversionGoals 1"]);
    expect((await stack.up(changed)).writes).toEqual([]);
    const asked = await stack.up({ ...open, url: urlGoal("Order", { countType: "Unique" }) });
    expect(asked.said).toMatch(/did not apply countType \(sent "Unique"/);
  });

  test("in an imported goal's scope is no other scope", async () => {
    const stack = stackNow();
    await upAndSettle(stack, open);
    show("Scope");
    const { outputs } = stack.entry("url");
    Object.assign(outputs, { scope: HIDDEN });
    const renamed = { ...open, url: urlGoal("Other", { scope: "Customer" }) };
    for (const program of [open, renamed]) expect((await stack.up(program)).errors).toEqual([]);
    expect(liveGoal(emulator.now, "Other").fields.Scope).toBe("Customer");
  });

  test("that state holds of an import is no drift once the service shows a known one", async () => {
    const stack = stackNow();
    await upAndSettle(stack, open);
    Object.assign(stack.entry("url").outputs, { scope: HIDDEN, status: HIDDEN, revenue: { type: HIDDEN } });
    for (const options of REFRESHED) {
      const report = await stack.up(open, options);
      expect([report.errors, report.writes, warnings(report)]).toEqual([[], [], []]);
    }
  });

  test("in a revenue's currency that the program leaves to the account never goes back", async () => {
    const stack = stackNow();
    const worth = (value: number) => ({
      site,
      url: urlGoal("Order", { scope: "Account", revenue: { type: "FixedValue", value } }),
    });
    await upAndSettle(stack, worth(5));
    show("Revenue.CurrencyCode");
    for (const options of REFRESHED) expect((await stack.up(worth(5), options)).writes).toEqual([]);
    const up = await stack.up(worth(6));
    expect([up.writes, up.errors.length]).toEqual([[], 1]);
    expect(up.said).toMatch(/revenue\.currencyCode is "NotSupportedForGivenRevision"/);
  });

  test("in a tag's field that the program ignores stands in nobody's way", async () => {
    const stack = stackNow();
    await upAndSettle(stack, { mall: tag({ name: "Mall", industry: "Retail" }) });
    show("Industry");
    const mall = { ...tag({ name: "Mall", industry: "Retail" }), ignoreChanges: ["industry"] };
    for (const options of REFRESHED) {
      const report = await stack.up({ mall }, options);
      expect([report.errors, report.failures, report.writes]).toEqual([[], [], []]);
    }
  });

  test("that a refresh found in a tag is no drift once the service shows a known one", async () => {
    const stack = stackNow();
    const mall = tag({ name: "Mall", industry: "Retail" });
    await upAndSettle(stack, { mall });
    show("Industry");
    await stack.refresh();
    emulator.now.clearFaults();
    expect(warnings(await stack.refresh())).toEqual([]);
    expect(stack.entry("mall").outputs.industry).toBe("Retail");
  });

  test("in a tag: no difference where the program leaves it open, put right where it sets it", async () => {
    const stack = stackNow();
    const mall = tag({ name: "Mall", industry: "Retail" });
    await upAndSettle(stack, { mall });
    const { id } = liveTag(emulator.now, "Mall");
    emulator.now.faults({ kind: "unknownMember", field: "Industry", id });
    expect(written(await stack.up({ mall }))).toEqual(["UpdateUetTags 1"]);
    const free = tag({ name: "Mall" });
    await upAndSettle(stack, { mall: free });
    show("Industry");
    show("TrackingStatus");
    for (const options of [{}, { refresh: true }])
      expect((await stack.up({ mall: free }, options)).writes).toEqual([]);
    expect(liveTag(emulator.now, "Mall").fields.Industry).toBe("Retail");
  });

  test("in a goal's type makes it a goal that no program can have", async () => {
    emulator.now.addOtherGoal({ type: HIDDEN, name: "Order" });
    const report = await stackNow().preview({ off: offlineGoal("Order") });
    expect(report.said).toContain(`${HIDDEN} goal`);
    expect((await stackNow().up({ other: offlineGoal("Deal") })).errors).toEqual([]);
  });

  test("anywhere: export, status and report read the account all the same", async () => {
    const stack = stackNow();
    await upAndSettle(stack, allTypesOnSite);
    const names = [
      "GoalCategory",
      "Status",
      "Scope",
      "CountType",
      "UrlOperator",
      "ActionOperator",
      "TrackingStatus",
    ];
    for (const field of [...names, "Revenue.Type", "AttributionModelType", "AppPlatform", "Industry"])
      show(field);
    const { goals, tags } = await accountOver(transport);
    expect([goals.length, tags.length]).toEqual([Object.keys(allTypes).length, 1]);
    expect(healthOf({ goals, tags }).map(({ severity }) => severity)).toEqual(goals.map(() => "unknown"));
    const ref = { customerId: "111", accountId: "222" };
    const resources = [...stack.state].flatMap(([name, { kind, id, outputs }]) =>
      kind === "goal" ? [{ kind, name, id, outputs }] : [],
    );
    const { drifted } = againstState(resources, { goals, tags }, ref);
    expect(drifted.flatMap(({ fields }) => fields.map(({ name }) => name))).not.toContain("scope");
    for (const goal of goals) expect(JSON.stringify(expressed(goal, 13).ok)).toMatch(/true|false/);
  });

  test("an exported goal leaves such a field out, and is taken over without a write", async () => {
    await upAndSettle(stackNow(), { site, order: urlGoal("Order", { attributionModelType: "LastTouch" }) });
    for (const field of ["AttributionModelType", "Status", "CountType", "Scope"]) show(field);
    const { goals } = await accountOver(transport);
    const [found] = goals.map((goal) => expressed(goal, 13));
    expect(found?.ok, JSON.stringify(found)).toBe(true);
    const { tagId: _, ...inputs } = { tagId: undefined, ...found?.inputs };
    expect(JSON.stringify(inputs)).not.toContain(HIDDEN);
    const { id } = liveGoal(emulator.now, "Order");
    const taken = await stackNow().up({
      site,
      order: urlGoal("Order", { ...inputs, adopt: id }),
    });
    expect([taken.errors, taken.writes.filter(({ operation }) => operation?.includes("Goals"))]).toEqual([
      [],
      [],
    ]);
  });
});

const allTypesOnSite: Program = { site, ...allTypes };

const isOurs = (goal: AnyGoal | null): goal is LiveGoal => goal !== null && !isUnsupported(goal);

async function accountOver(transport: string) {
  const config: Readonly<Record<string, string>> = {
    "msads:environment": "emulator",
    "msads:endpoint": emulator.now.url,
    "msads:transport": transport,
  };
  const settings = settingsOf(
    lookupIn((key) => config[key], {}),
    NO_LOGIN.MSADS_CREDENTIALS_FILE,
  );
  const world = { environment: {}, clock: systemClock, notify: () => {} };
  const port = connect(settings, world).port({ customerId: "111", accountId: "222" });
  const goals = (await port.getConversionGoals("all")).filter(isOurs);
  const tags = (await port.getUetTags("all")).filter((each) => each !== null);
  return { goals, tags };
}
