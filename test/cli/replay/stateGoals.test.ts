import { describe, expect, test } from "vitest";
import { replayGoals } from "../../../provider/cli/replay/sides/sideGoal";
import { stateGoals, stateSources } from "../../../provider/cli/replay/sides/stateGoals";
import { UsageError } from "../../../provider/cli/usageError";
import { account, deployed, exported, hosts, live, order, SECRET } from "./stackGoals";

const goalsIn = (text: string) => replayGoals(stateSources(stateGoals(text, "state.json")));

describe.each(hosts)("the state of a program of %s", (host) => {
  test("has its goals as the last run left them, a library's with the documented defaults", () => {
    const { name: _, ...goal } = order;
    const single = deployed(host, "order", "1", order, { conversionWindowInMinutes: 60 });
    const library = deployed(host, "goals", "222", { goals: { Cart: goal } }, { ids: { Cart: "2" } });
    expect(goalsIn(exported(single, library))).toMatchObject([
      {
        id: "1",
        name: "Order placed",
        type: "Url",
        conversionWindowInMinutes: 60,
        urlExpression: "/thank-you",
      },
      { id: "2", name: "Cart", type: "Url", conversionWindowInMinutes: 43_200, urlExpression: "/thank-you" },
    ]);
  });

  test("hides what is secret, in the clear or not", () => {
    const encrypted = deployed(host, "order", "1", order, { urlExpression: SECRET });
    const [goal] = goalsIn(exported(encrypted));
    expect(goal?.hidden).toEqual(["urlExpression"]);
    expect(JSON.stringify(goal)).not.toMatch(/hush|thank-you/);
    if (host === "plugin") return;
    const hidden = { __msads: { name: "order", secret: ["urlExpression"] } };
    const marked = deployed(host, "order", "1", { ...order, ...hidden });
    expect(goalsIn(exported(marked))).toMatchObject([{ hidden: ["urlExpression"] }]);
    expect(JSON.stringify(goalsIn(exported(marked)))).not.toContain("thank-you");
  });

  test("leaves out what is to be deleted and what is no goal", () => {
    const condemned = { ...deployed(host, "order", "1", order), delete: true };
    const tag = { ...deployed(host, "site", "9", { name: "Site", type: "Url" }), type: "msads:index:UetTag" };
    const stack = {
      urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
      type: "pulumi:pulumi:Stack",
      custom: false,
    };
    expect(goalsIn(exported(condemned, tag, stack))).toEqual([]);
  });

  test("beside the live account: its goals are as the state has them, all others as they are", () => {
    const goals = stateGoals(exported(deployed(host, "order", "1", order)), "state.json");
    const drifted = live("1", { ...order, urlExpression: "/theirs", conversionWindowInMinutes: 60 });
    const other = live("2", { ...order, name: "By hand" });
    expect(replayGoals(stateSources(goals, account(drifted, other)))).toMatchObject([
      { id: "1", urlExpression: "/thank-you", conversionWindowInMinutes: 60 },
      { id: "2", name: "By hand" },
    ]);
  });
});

test.each(["", "{}", "[]", '{"deployment":{"resources":7}}', "\u0000"])(
  "%j is no state, and what to do is said",
  (text) => {
    expect(() => stateGoals(text, "state.json")).toThrow(UsageError);
    expect(() => stateGoals(text, "state.json")).toThrow(
      /state\.json is not a stack's state.*pulumi stack export/,
    );
  },
);
