import { eachItem, type OperationResult, type Outcome } from "../core/batch";
import { type Caller, refuseCall, type World } from "../core/world";
import { problemOf } from "../rules";
import { asList, type Fields, type Value } from "../schema/values";
import type { StoredGoal } from "../store/types";
import { tagUsable } from "../tag/visible";
import { goalView, goalVisible } from "./view";

/** GetConversionGoalsByIds: the goals of the ids in their order, or all. */
export function getGoalsByIds(world: World, caller: Caller, request: Fields): OperationResult {
  const query = readQuery(world, caller, request);
  const ids = texts(request.ConversionGoalIds);
  refuseCall(world, "api", "read.ids-too-many", ids.length > world.store.settings.limits.itemsPerCall);
  if (ids.length === 0 && query.world.holds("read.no-ids")) {
    const found = world.store.goals.filter((goal) => shown(query, goal)).map((goal) => view(query, goal));
    return { answer: { ConversionGoals: found }, errors: [] };
  }
  const { answers, errors } = eachItem(ids, [], (id) => goalOfId(query, String(id)));
  const kept = world.holds("read.missing-is-nil") ? answers : answers.filter((each) => each !== null);
  return { answer: { ConversionGoals: kept }, errors };
}

/** GetConversionGoalsByTagIds: the goals of all these tags in one list. */
export function getGoalsByTagIds(world: World, caller: Caller, request: Fields): OperationResult {
  const query = readQuery(world, caller, request);
  const tagIds = texts(request.TagIds);
  refuseCall(world, "api", "read.tag-ids-missing", tagIds.length === 0);
  refuseCall(world, "api", "tag.ids-too-many", tagIds.length > world.store.settings.limits.itemsPerCall);
  const { errors } = eachItem(tagIds, [], (id) => {
    const known = tagUsable(world, caller.customer.id, String(id)) || !world.holds("read.tag-id-unknown");
    return known ? { answer: null } : { problems: [problemOf("read.tag-id-unknown")] };
  });
  const found = world.store.goals.filter(
    (goal) => shown(query, goal) && goal.fields.TagId !== undefined && tagIds.includes(goal.fields.TagId),
  );
  return { answer: { ConversionGoals: found.map((goal) => view(query, goal)) }, errors };
}

interface Query {
  readonly world: World;
  readonly caller: Caller;
  readonly types: readonly string[];
  /** ReturnAdditionalFields. */
  readonly asked: ReadonlySet<string>;
}

const texts = (value: Value | undefined): readonly string[] => asList(value).map(String);

function readQuery(world: World, caller: Caller, request: Fields): Query {
  const types = texts(request.ConversionGoalTypes);
  refuseCall(world, "api", "read.types-missing", types.length === 0);
  return { world, caller, types, asked: new Set(texts(request.ReturnAdditionalFields)) };
}

function shown(query: Query, goal: StoredGoal): boolean {
  return returnable(query, goal) && isAsked(query, goal);
}

/** No list of types could name what only the web UI makes. */
function isAsked({ types }: Query, { kind, otherType }: StoredGoal): boolean {
  return otherType !== undefined || types.includes(kind);
}

function returnable({ world, caller, asked }: Query, goal: StoredGoal): boolean {
  const hidden = goal.kind === "AppDownload" && !asked.has("ApplicationDownloadGoal");
  return goalVisible(world, caller, goal) && !(hidden && world.holds("read.app-download"));
}

function view(query: Query, goal: StoredGoal): Fields {
  return goalView(query.world, query.caller, goal, query.asked);
}

function goalOfId(query: Query, id: string): Outcome {
  const goal = query.world.store.goal(id);
  if (goal === undefined || !returnable(query, goal)) {
    const loud = query.world.holds("read.missing-is-error");
    return loud ? { problems: [problemOf("read.missing-is-error")] } : { answer: null };
  }
  const wrongType = !isAsked(query, goal) && query.world.holds("read.type-not-asked");
  return wrongType ? { problems: [problemOf("read.type-not-asked")] } : { answer: view(query, goal) };
}
