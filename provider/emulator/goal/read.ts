import { eachItem, type OperationResult, type Outcome } from "../operations/batch";
import { type Caller, type Context, refuseCall } from "../operations/context";
import { problemOf } from "../rules";
import { asList, type Fields, type Value } from "../schema/values";
import type { StoredGoal } from "../store/types";
import { tagUsable } from "../tag/visible";
import { goalView, goalVisible } from "./view";

/** GetConversionGoalsByIds: the goals of the ids in their order, or all. */
export function getGoalsByIds(context: Context, caller: Caller, request: Fields): OperationResult {
  const query = readQuery(context, caller, request);
  const ids = texts(request.ConversionGoalIds);
  refuseCall(context, "api", "read.ids-too-many", ids.length > context.store.settings.limits.itemsPerCall);
  if (ids.length === 0 && query.context.holds("read.no-ids")) {
    const found = context.store.goals.filter((goal) => shown(query, goal)).map((goal) => view(query, goal));
    return { answer: { ConversionGoals: found }, errors: [] };
  }
  const { answers, errors } = eachItem(ids, [], (id) => goalOfId(query, String(id)));
  const kept = context.holds("read.missing-is-nil") ? answers : answers.filter((each) => each !== null);
  return { answer: { ConversionGoals: kept }, errors };
}

/** GetConversionGoalsByTagIds: the goals of all these tags in one list. */
export function getGoalsByTagIds(context: Context, caller: Caller, request: Fields): OperationResult {
  const query = readQuery(context, caller, request);
  const tagIds = texts(request.TagIds);
  refuseCall(context, "api", "read.tag-ids-missing", tagIds.length === 0);
  refuseCall(context, "api", "tag.ids-too-many", tagIds.length > context.store.settings.limits.itemsPerCall);
  const { errors } = eachItem(tagIds, [], (id) => {
    const known = tagUsable(context, caller.customer.id, String(id)) || !context.holds("read.tag-id-unknown");
    return known ? { answer: null } : { problems: [problemOf("read.tag-id-unknown")] };
  });
  const found = context.store.goals.filter(
    (goal) => shown(query, goal) && goal.fields.TagId !== undefined && tagIds.includes(goal.fields.TagId),
  );
  return { answer: { ConversionGoals: found.map((goal) => view(query, goal)) }, errors };
}

interface Query {
  readonly context: Context;
  readonly caller: Caller;
  readonly types: readonly string[];
  /** ReturnAdditionalFields. */
  readonly asked: ReadonlySet<string>;
}

const texts = (value: Value | undefined): readonly string[] => asList(value).map(String);

function readQuery(context: Context, caller: Caller, request: Fields): Query {
  const types = texts(request.ConversionGoalTypes);
  refuseCall(context, "api", "read.types-missing", types.length === 0);
  return { context, caller, types, asked: new Set(texts(request.ReturnAdditionalFields)) };
}

function shown(query: Query, goal: StoredGoal): boolean {
  return returnable(query, goal) && isAsked(query, goal);
}

/** No list of types could name what only the web UI makes. */
function isAsked({ types }: Query, { kind, otherType }: StoredGoal): boolean {
  return otherType !== undefined || types.includes(kind);
}

function returnable({ context, caller, asked }: Query, goal: StoredGoal): boolean {
  const hidden = goal.kind === "AppDownload" && !asked.has("ApplicationDownloadGoal");
  return goalVisible(context, caller, goal) && !(hidden && context.holds("read.app-download"));
}

function view(query: Query, goal: StoredGoal): Fields {
  return goalView(query.context, query.caller, goal, query.asked);
}

function goalOfId(query: Query, id: string): Outcome {
  const goal = query.context.store.goal(id);
  if (goal === undefined || !returnable(query, goal)) {
    const loud = query.context.holds("read.missing-is-error");
    return loud ? { problems: [problemOf("read.missing-is-error")] } : { answer: null };
  }
  const wrongType = !isAsked(query, goal) && query.context.holds("read.type-not-asked");
  return wrongType ? { problems: [problemOf("read.type-not-asked")] } : { answer: view(query, goal) };
}
