import type { GoalFields } from "../store/types";
import { type GoalCase, isNewOfKind } from "./case";
import type { Checks } from "./check";
import { isApp, ownFields } from "./kinds";
import { lengthOf } from "./names";

const platforms = ["Android", "iOS", "Windows", "WindowsPhone"];
const maxUrlExpression = 1024;
const maxEventExpression = 100;

/** Rules of single goal types. */
export const kindChecks: Checks = {
  "url.expression-missing": ({ kind, next }) => kind === "Url" && (next.UrlExpression ?? "") === "",
  "url.expression-too-long": ({ context, kind, sent }) =>
    kind === "Url" && lengthOf(context, sent.UrlExpression ?? "") > maxUrlExpression,
  "goal.url-needs-both": ({ kind, sent }) =>
    kind === "Url" && (sent.UrlExpression === undefined) !== (sent.UrlOperator === undefined),
  "duration.range": ({ kind, next }) =>
    kind === "Duration" &&
    ((next.MinimumDurationInSeconds ?? 0) < 0 || (next.MinimumDurationInSeconds ?? 0) > 86_399),
  "pages.missing": (goal) =>
    goal.kind === "PagesViewedPerVisit" && isNewOfKind(goal) && goal.next.MinimumPagesViewed === undefined,
  "pages.range": ({ kind, next }) =>
    kind === "PagesViewedPerVisit" &&
    ((next.MinimumPagesViewed ?? 0) < 0 || (next.MinimumPagesViewed ?? 0) > 9_999_999),
  "event.no-pair": ({ kind, next }) =>
    kind === "Event" &&
    next.IsAutoGoal !== true &&
    !ownFields("Event").some((name) => Object.hasOwn(next, name)),
  "event.category": (goal) => pairBroken(goal, "CategoryExpression", "CategoryOperator"),
  "event.action": (goal) => pairBroken(goal, "ActionExpression", "ActionOperator"),
  "event.label": (goal) => pairBroken(goal, "LabelExpression", "LabelOperator"),
  "event.value": ({ kind, next }) =>
    kind === "Event" && (next.Value === undefined) !== (next.ValueOperator === undefined),
  "app.platform": (goal) =>
    isApp(goal.kind) && mustHave(goal, "AppPlatform") && !platforms.includes(goal.next.AppPlatform ?? ""),
  "app.store-id-missing": ({ kind, next }) => isApp(kind) && (next.AppStoreId ?? "") === "",
  "app.store-id-invalid": ({ kind, next }) => isApp(kind) && !/^[\w.-]*$/.test(next.AppStoreId ?? ""),
};

/** Looks at a field when it was sent, and always in a goal that is new to its type. */
function mustHave(goal: GoalCase, name: keyof GoalFields): boolean {
  return isNewOfKind(goal) || goal.sent[name] !== undefined;
}

function pairBroken(
  { context, kind, next }: GoalCase,
  expression: "CategoryExpression" | "ActionExpression" | "LabelExpression",
  operator: "CategoryOperator" | "ActionOperator" | "LabelOperator",
): boolean {
  if (kind !== "Event") return false;
  const text = next[expression];
  if (text === undefined) return next[operator] !== undefined;
  return next[operator] === undefined || text === "" || lengthOf(context, text) > maxEventExpression;
}
