import { getGoalsByIds, getGoalsByTagIds } from "../goal/read";
import { addGoals, updateGoals } from "../goal/write";
import type { OperationName } from "../schema/operations";
import type { Fields } from "../schema/values";
import { addTags, getTags, updateTags } from "../tag/operations";
import { type OperationResult, type OrderedRefusals, partialErrors } from "./batch";
import type { Caller, World } from "./world";

type Operation = (world: World, caller: Caller, request: Fields, ordered: OrderedRefusals) => OperationResult;

const implementations: Readonly<Record<OperationName, Operation>> = {
  AddConversionGoals: addGoals,
  UpdateConversionGoals: updateGoals,
  GetConversionGoalsByIds: getGoalsByIds,
  GetConversionGoalsByTagIds: getGoalsByTagIds,
  AddUetTags: addTags,
  UpdateUetTags: updateTags,
  GetUetTagsByIds: getTags,
};

/**
 * Runs an operation on the store, whatever the transport: wire names in, wire names out.
 * Throws ServiceFault when the call as a whole is refused.
 */
export function runOperation(
  operation: OperationName,
  world: World,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals = [],
): OperationResult {
  const { answer, errors } = implementations[operation](world, caller, request, ordered);
  const none = errors.length === 0 && !world.holds("answer.no-errors");
  return { answer: { ...answer, PartialErrors: none ? null : partialErrors(errors) }, errors };
}
