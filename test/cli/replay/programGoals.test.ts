import { describe, expect, test } from "vitest";
import {
  accountsOf,
  type PreviewStep,
  plannedIn,
  programGoals,
} from "../../../provider/cli/replay/sides/programGoals";
import { replayGoals } from "../../../provider/cli/replay/sides/sideGoal";
import type { LiveGoal } from "../../../provider/goals/goal";
import { account, deployed, hosts, live, order, resource, UNKNOWN } from "./stackGoals";

const goalsAfter = (goals: readonly LiveGoal[], ...steps: readonly PreviewStep[]) =>
  replayGoals(programGoals(account(...goals), plannedIn(steps)));

describe.each(hosts)("a program of %s", (host) => {
  const update = (id: string, before: object, now: object): PreviewStep => ({
    op: "update",
    oldState: deployed(host, "order", id, { ...before }),
    newState: resource(host, "order", { ...now }),
  });

  test("an update leaves what the program does not manage as it is live", () => {
    const step = update("1", order, { ...order, urlExpression: "/thanks", countType: "Unique" });
    const now = live("1", {
      ...order,
      conversionWindowInMinutes: 60,
      revenue: { type: "FixedValue", value: "5" },
    });
    expect(goalsAfter([now], step)).toMatchObject([
      {
        id: "1",
        name: "Order placed",
        type: "Url",
        status: "Active",
        tagId: "9",
        countType: "Unique",
        urlOperator: "Contains",
        urlExpression: "/thanks",
        conversionWindowInMinutes: 60,
        revenue: { type: "FixedValue", value: "5" },
      },
    ]);
  });

  test("what drifted goes back to what the program says; what it ignores stays as it is live", () => {
    const now = live("1", { ...order, urlExpression: "/theirs", countType: "Unique" });
    const same = update("1", order, order);
    expect(goalsAfter([now], same)[0]).toMatchObject({ urlExpression: "/thank-you", countType: "All" });
    const ignored = {
      ...(same.newState?.inputs as object),
      __msads: { name: "order", ignored: ["urlExpression"] },
    };
    const ignoring = {
      ...same,
      newState: {
        ...same.newState,
        ignoreChanges: ["urlExpression"],
        ...(host === "classes" ? { inputs: ignored } : {}),
      },
    };
    expect(goalsAfter([now], ignoring)[0]).toMatchObject({ urlExpression: "/theirs", countType: "All" });
  });

  test("an event goal loses the pairs that the program lacks, and a goal of another type what its old type had", () => {
    const event = { ...order, type: "Event", urlOperator: undefined, urlExpression: undefined };
    const [both, one] = [
      {
        ...event,
        actionOperator: "Equals",
        actionExpression: "buy",
        labelOperator: "Equals",
        labelExpression: "red",
      },
      { ...event, actionOperator: "Equals", actionExpression: "order" },
    ];
    const [goal] = goalsAfter([live("1", both)], update("1", both, one));
    expect(goal).toMatchObject({ type: "Event", actionExpression: "order" });
    expect(goal?.labelExpression).toBeUndefined();
    const [url] = goalsAfter([live("1", both)], update("1", both, order));
    expect(url).toMatchObject({ id: "1", type: "Url", urlExpression: "/thank-you" });
    expect(url?.actionExpression).toBeUndefined();
  });

  test("a new goal has the documented defaults and no id; one of a live goal's name is that goal", () => {
    const { urlOperator: _, ...plain } = order;
    const step: PreviewStep = { op: "create", newState: resource(host, "order", plain) };
    const [made] = goalsAfter([], step);
    expect(made).toMatchObject({
      urlOperator: "Equals",
      conversionWindowInMinutes: 43_200,
      revenue: { type: "NoValue" },
    });
    expect(made).not.toHaveProperty("id");
    const paused = live("7", { ...order, status: "Paused" });
    expect(goalsAfter([paused], { ...step, newState: resource(host, "order", order) })).toMatchObject([
      { id: "7", status: "Active" },
    ]);
    const adopting = resource(host, "order", { ...order, name: "Renamed", adopt: "7" });
    expect(goalsAfter([paused], { op: "create", newState: adopting })).toMatchObject([
      { id: "7", name: "Renamed" },
    ]);
  });

  test("a delete pauses, unless it is to be retained or another resource has the goal now", () => {
    const old = deployed(host, "order", "1", order);
    const now = live("1", order);
    expect(goalsAfter([now], { op: "delete", oldState: old })).toMatchObject([{ id: "1", status: "Paused" }]);
    const kept = deployed(host, "order", "1", order, { onDelete: "retain" });
    expect(goalsAfter([now], { op: "delete", oldState: kept })).toMatchObject([{ status: "Active" }]);
    expect(goalsAfter([now], { op: "delete", oldState: { ...old, retainOnDelete: true } })).toMatchObject([
      { status: "Active" },
    ]);
    const moved: PreviewStep = {
      op: "create",
      newState: resource(host, "elsewhere", { ...order, adopt: true }),
    };
    expect(goalsAfter([now], { op: "delete", oldState: old }, moved)).toMatchObject([
      { id: "1", status: "Active" },
    ]);
  });

  test("a new goal does not take the one that gives up its name", () => {
    const steps: readonly PreviewStep[] = [
      { op: "create", newState: resource(host, "new", order) },
      update("1", order, { ...order, name: "Old order" }),
    ];
    expect(goalsAfter([live("1", order)], ...steps).map(({ id, name }) => [id, name])).toEqual([
      ["1", "Old order"],
      [undefined, "Order placed"],
    ]);
  });

  test("a replacement is a new goal, and the old one is paused", () => {
    const old = deployed(host, "order", "1", order);
    const news = resource(host, "order", { ...order, name: "Order placed, account", scope: "Account" });
    const steps: readonly PreviewStep[] = [
      { op: "create-replacement", oldState: old, newState: news },
      { op: "replace", oldState: old, newState: news },
      { op: "delete-replaced", oldState: old },
    ];
    expect(goalsAfter([live("1", order)], ...steps)).toMatchObject([
      { id: "1", name: "Order placed", status: "Paused" },
      { name: "Order placed, account", status: "Active" },
    ]);
  });

  test("what is not known or secret is hidden, but for a tag that is yet to be made: any tag's data count", () => {
    const unknown = { ...order, tagId: UNKNOWN, urlExpression: UNKNOWN };
    const [made] = goalsAfter([], { op: "create", newState: resource(host, "order", unknown) });
    expect(made).toMatchObject({ hidden: ["urlExpression"] });
    expect([made?.tagId, made?.urlExpression]).toEqual([undefined, undefined]);
    const secret = {
      ...order,
      urlExpression: "[secret]",
      revenue: { type: "FixedValue", value: "[secret]" },
    };
    const [changed] = goalsAfter([live("1", order)], update("1", order, secret));
    expect(changed?.hidden?.toSorted()).toEqual(["revenue", "urlExpression"]);
    expect(JSON.stringify(changed)).not.toMatch(/thank-you|secret/);
  });

  test("a library's goals are made, changed and paused like single ones, also those that nobody lists", () => {
    const { name: _, ...goal } = order;
    const before = deployed(
      host,
      "goals",
      "222",
      { goals: { Cart: { ...goal, urlExpression: "/cart" }, Gone: goal } },
      { ids: { Cart: "1", Gone: "2" } },
    );
    const now = { goals: { Cart: { ...goal, urlExpression: "/basket" }, New: goal } };
    const goals = [
      live("1", { ...order, name: "Cart", urlExpression: "/cart" }),
      live("2", { ...order, name: "Gone" }),
      live("3", { ...order, name: "By hand" }),
    ];
    const step = (more: object) => ({
      op: "update",
      oldState: before,
      newState: resource(host, "goals", { ...now, ...more }),
    });
    const seen = (more: object) =>
      goalsAfter(goals, step(more)).map(({ name, status, urlExpression }) => [name, status, urlExpression]);
    expect(seen({})).toEqual([
      ["Cart", "Active", "/basket"],
      ["Gone", "Paused", "/thank-you"],
      ["By hand", "Active", "/thank-you"],
      ["New", "Active", "/thank-you"],
    ]);
    expect(seen({ unlisted: "pause" })).toContainEqual(["By hand", "Paused", "/thank-you"]);
    const [cart, gone] = goalsAfter(goals, {
      ...step({}),
      newState: resource(host, "goals", { goals: UNKNOWN }),
    });
    expect([cart, gone]).toMatchObject([
      { id: "1", status: "Active", hidden: ["type"] },
      { id: "2", status: "Active", hidden: ["type"] },
    ]);
  });
});

test("goals that no program has, those of Microsoft's own among them, stay as they are", () => {
  const auto = {
    ...live("5", { ...order, name: "Auto" }),
    type: "Unsupported" as const,
    serviceType: "Event",
    isAutoGoal: true,
  };
  const [first] = account();
  const goals = replayGoals(
    programGoals([{ ref: first?.ref ?? { customerId: "", accountId: "" }, goals: [auto] }], plannedIn([])),
  );
  expect(goals).toMatchObject([{ id: "5", type: "Event" }]);
});

test("the accounts that a program names are read, each once", () => {
  const steps = ["222", "333", "222"].map(
    (accountId, index): PreviewStep => ({
      op: "same",
      newState: resource("classes", `goal-${index}`, { ...order, accountId }),
    }),
  );
  expect(accountsOf(plannedIn(steps)).map(({ accountId }) => accountId)).toEqual(["222", "333"]);
});
