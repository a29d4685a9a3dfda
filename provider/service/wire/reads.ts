import { goalTypesOf } from "../../goals/definitions";
import type { AnyGoal } from "../../goals/goal";
import { MOST_IN_CALL } from "../../goals/limits";
import type { LiveTag } from "../../tags/tag";
import { callError } from "../callError";
import type { WhichGoals, WhichTags } from "../campaignManagement";
import { AnswerProblem } from "./answerProblem";
import { decodeGoal, decodeTag } from "./decode";
import type { Node } from "./dialect";
import { notSent } from "./encode";
import { isMembers, member } from "./nodes";
import type { Operation } from "./operations";
import { itemErrors } from "./partialErrors";
import type { Answered, Carrier, Transport } from "./transport";

/** What an answer must be asked for; without it a field is absent or shows an older value. Microsoft: ConversionGoalAdditionalField. */
const ADDITIONAL_GOAL_FIELDS = [
  "ViewThroughConversionWindowInMinutes",
  "IsExternallyAttributed",
  "GoalCategory",
  "InactiveDueToTagUnavailable",
  "AttributionModelType",
  "IsEnhancedConversionsEnabled",
  "IsAutoGoal",
  "DataDrivenAttribute",
  "ApplicationDownloadGoal",
];

/** Goals of every type that the version has, and those of other types that the service shows with them. */
export async function getConversionGoals(
  transport: Transport,
  which: WhichGoals,
): Promise<readonly (AnyGoal | null)[]> {
  const { dialect, version } = transport;
  const selection = goalSelection(which);
  // To the service an empty list means "all".
  if (selection.ids?.length === 0) return [];
  const { operation } = selection;
  const answered = await transport.call(operation, {
    ...(version === 13 ? { ReturnAdditionalFields: dialect.flags(ADDITIONAL_GOAL_FIELDS) } : {}),
    ConversionGoalTypes: dialect.flags(goalTypesOf(version)),
    ...idList(transport, operation, selection.member, selection.ids),
  });
  return transport.reading(operation, answered.trackingId, () => {
    const nodes = listed(
      transport,
      operation,
      answered,
      "ConversionGoals",
      "ConversionGoal",
      selection.ids === undefined ? [] : NOT_THERE,
    );
    const goals = nodes.filter(isMembers).flatMap((node) => decodeGoal(node, dialect) ?? []);
    return operation === "GetConversionGoalsByIds" ? placed(goals, selection.ids) : goals;
  });
}

/** The tags of the customer. */
export async function getUetTags(
  transport: Transport,
  which: WhichTags,
): Promise<readonly (LiveTag | null)[]> {
  const operation = "GetUetTagsByIds";
  const ids = which === "all" ? undefined : which.ids;
  if (ids?.length === 0) return [];
  const answered = await transport.call(operation, {
    ...idList(transport, operation, "TagIds", ids),
    ...(transport.version === 13 ? { ReturnAdditionalFields: "Industry" } : {}),
  });
  return transport.reading(operation, answered.trackingId, () => {
    const nodes = listed(
      transport,
      operation,
      answered,
      "UetTags",
      "UetTag",
      ids === undefined ? [] : NOT_THERE,
    );
    return placed(
      nodes.filter(isMembers).map((node) => decodeTag(node, transport.dialect)),
      ids,
    );
  });
}

function goalSelection(which: WhichGoals) {
  if (which === "all")
    return { operation: "GetConversionGoalsByIds", member: "ConversionGoalIds", ids: undefined } as const;
  return "ids" in which
    ? ({ operation: "GetConversionGoalsByIds", member: "ConversionGoalIds", ids: which.ids } as const)
    : ({ operation: "GetConversionGoalsByTagIds", member: "TagIds", ids: which.tagIds } as const);
}

/** A list of ids, each once. */
export function idList(
  { dialect }: Transport,
  operation: Operation,
  name: string,
  ids: readonly string[] | undefined,
) {
  if (ids === undefined) return {};
  if (ids.length > MOST_IN_CALL)
    throw notSent({ operation }, `${ids.length} ids`, `one call takes ${MOST_IN_CALL} at most`);
  const unfit = ids.find((id) => !/^[0-9]{1,19}$/.test(id));
  if (unfit !== undefined) throw notSent({ operation }, JSON.stringify(unfit), "an id is a string of digits");
  return { [name]: dialect.list("long", [...new Set(ids)]) };
}

/**
 * The items of an answer's list. The list must be there: otherwise half an answer would look like an account without goals. `notThere`: the
 * codes that say of an id only that there is none.
 */
export function listed(
  transport: Carrier,
  operation: Operation,
  answered: Answered,
  list: string,
  name: string,
  notThere: readonly number[] = [],
): readonly Node[] {
  const { dialect } = transport;
  const errors = itemErrors(
    member(answered.result, "PartialErrors", dialect),
    dialect,
    answered.scrub,
  ).filter(({ code }) => !notThere.includes(code));
  const [first] = errors;
  if (first !== undefined)
    throw callError({
      operation,
      reason: errors.map(({ message }) => message.replace(/\.$/, "")).join("; "),
      code: first.code,
      symbol: first.symbol,
      fieldPath: first.fieldPath,
      trackingId: answered.trackingId,
      items: errors,
      outcome: "refused",
    });
  const node = member(answered.result, list, dialect);
  if (node === undefined) throw new AnswerProblem("MalformedAnswer", `the answer holds no ${list}`);
  return dialect.items(node, name, dialect);
}

/** Invalid tag or goal id: to a read by ids it means that there is none of that id. */
const NOT_THERE: readonly number[] = [5300, 5314];

/** By ids, in the order asked for and null where there is none; found by id, since a hole in an answer is easily lost. */
export function placed<T extends { readonly id: string }>(
  found: readonly T[],
  ids: readonly string[] | undefined,
): readonly (T | null)[] {
  if (ids === undefined) return found;
  const byId = new Map(found.map((item) => [item.id, item]));
  return ids.map((id) => byId.get(id) ?? null);
}
