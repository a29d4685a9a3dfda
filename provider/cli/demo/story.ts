import { counted } from "../../goals/text";
import { callsOf, type Traffic } from "./calls";
import type { Chapter } from "./chapter";
import { expectEqual } from "./expect";
import type { Stage } from "./stage";

/** Names of the goals that the story touches; they stand in both examples. */
const ORDER = "Order placed";
const SIGNUP = "Newsletter signed up";
const VISIT = "Five minutes on the site";

/** The life of the example's goals, from nothing to destroy and back. `goalCount`: how many the example declares. */
export function storyOf(goalCount: number): readonly Chapter[] {
  return [
    {
      title: `First up: 2 tags and ${goalCount} goals, one of each type, from nothing`,
      run: "up",
      check: (stage, traffic) => {
        expectEqual("goals by status", stage.statuses(), { Active: goalCount });
        expectEqual("number of tags", stage.tags.length, 2);
        expectEqual("calls of AddUetTags, with the tags of each", callsOf(traffic, "AddUetTags"), [2]);
        expectEqual("goals added", traffic.goalsWritten, goalCount);
        return [
          `The service has ${goalCount} active goals and 2 tags.`,
          `${goalCount} goals were added in ${counted(callsOf(traffic, "AddConversionGoals").length, "call")}, not one by one.`,
        ];
      },
    },
    {
      title: "Up again: nothing has changed, so nothing is written",
      run: "up",
      check: (_, traffic) => {
        expectEqual("writes", traffic.writes.length, 0);
        return [`0 writes; ${traffic.calls.length} reads for all tags and goals together.`];
      },
    },
    {
      title: "Three goals are edited in the program: one call, only what changed",
      edits: [
        { find: "value: 25,", replace: "value: 29.9," },
        { find: "minimumDurationInSeconds: 300", replace: "minimumDurationInSeconds: 180" },
        { find: 'categoryExpression: "newsletter"', replace: 'categoryExpression: "news"' },
      ],
      run: "up",
      check: checkThreeEdits,
    },
    {
      title: "Somebody changes a goal in the web UI: the drift is named and repaired",
      before: (stage) => {
        stage.emulator.editGoal(stage.goal(ORDER).id, {
          Status: "Paused",
          Revenue: { Type: "FixedValue", Value: "5", CurrencyCode: "EUR" },
        });
        return [`in the web UI, "${ORDER}": status Active -> Paused, revenue 29.9 EUR -> 5 EUR`];
      },
      run: "up",
      check: (stage, traffic) => {
        const { Status, Revenue } = stage.goal(ORDER).fields;
        expectEqual(`status of "${ORDER}"`, Status, "Active");
        expectEqual(`revenue of "${ORDER}"`, Number(Revenue?.Value), 29.9);
        expectEqual("calls of UpdateConversionGoals, with the goals of each", writtenGoals(traffic), [1]);
        return [`"${ORDER}" matches the program again; no other goal was touched.`];
      },
    },
    {
      title: "A resource gets another name in the program: its goal is neither paused nor duplicated",
      edits: [{ find: 'new msads.UrlGoal("order"', replace: 'new msads.UrlGoal("purchase"' }],
      run: "up",
      check: (stage, traffic, ids) => {
        expectEqual("ids by name", stage.ids(), ids);
        expectEqual("goals by status", stage.statuses(), { Active: goalCount });
        expectEqual("writes", traffic.writes.length, 0);
        return [
          `Goal ${stage.goal(ORDER).id}, "${ORDER}", moved from resource "order" to "purchase"; nothing was written.`,
          "The line `msads:adopt: equal` in Pulumi.yaml is the consent to take over an existing goal.",
        ];
      },
    },
    {
      title: "Destroy: goals are paused and tags stay, because Microsoft's API can delete neither",
      run: "destroy",
      check: (stage, traffic, ids) => {
        expectEqual("ids by name", stage.ids(), ids);
        expectEqual("goals by status", stage.statuses(), { Paused: goalCount });
        expectEqual("goals written", traffic.goalsWritten, goalCount);
        expectEqual("tags written", traffic.tagsWritten, 0);
        return [
          `${goalCount} goals are paused, in ${counted(traffic.writes.length, "call")}; the 2 tags stay unchanged.`,
        ];
      },
    },
    {
      title: "Up again: the same goals come back",
      run: "up",
      check: (stage, traffic, ids) => {
        expectEqual("ids by name", stage.ids(), ids);
        expectEqual("goals by status", stage.statuses(), { Active: goalCount });
        expectEqual("goals written", traffic.goalsWritten, goalCount);
        expectEqual("goals and tags added", added(traffic), 0);
        return [`All ${goalCount} goals are active again with their old ids, so their statistics continue.`];
      },
    },
  ];
}

/** What each of the three goals may send: Id and what changed, where units go whole. */
const EXPECTED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  [ORDER]: ["Id", "Revenue.CurrencyCode", "Revenue.Type", "Revenue.Value"],
  [SIGNUP]: ["Id", "ActionExpression", "ActionOperator", "CategoryExpression", "CategoryOperator"],
  [VISIT]: ["Id", "MinimumDurationInSeconds"],
};

function checkThreeEdits(stage: Stage, traffic: Traffic): readonly string[] {
  expectEqual("calls of UpdateConversionGoals, with the goals of each", writtenGoals(traffic), [3]);
  expectEqual("writes", traffic.writes.length, 1);
  const sent = traffic.writes.flatMap((call) => call.sent);
  const lines = [ORDER, SIGNUP, VISIT].map((name) => {
    const { id } = stage.goal(name);
    const fields = sent.find((item) => item.id === id)?.fields ?? [];
    expectEqual(`fields sent of "${name}"`, [...fields].sort(), [...(EXPECTED_FIELDS[name] ?? [])].sort());
    return `  ${name}: ${fields.join(", ")}`;
  });
  expectEqual(`revenue of "${ORDER}"`, Number(stage.goal(ORDER).fields.Revenue?.Value), 29.9);
  expectEqual(`duration of "${VISIT}"`, stage.goal(VISIT).fields.MinimumDurationInSeconds, 180);
  expectEqual(`category of "${SIGNUP}"`, stage.goal(SIGNUP).fields.CategoryExpression, "news");
  return [
    "1 call for 3 goals. The fields that were sent:",
    ...lines,
    "The service replaces revenue as a whole and deletes an event's pairs that an update omits, so these are sent as a whole.",
  ];
}

function writtenGoals(traffic: Traffic): readonly number[] {
  return callsOf(traffic, "UpdateConversionGoals");
}

function added(traffic: Traffic): number {
  return [...callsOf(traffic, "AddConversionGoals"), ...callsOf(traffic, "AddUetTags")].length;
}
