import { getGoalsByIds, getGoalsByTagIds } from "../goal/read";
import { addGoals, updateGoals } from "../goal/write";
import type { OperationName } from "../schema/operations";
import type { Fields } from "../schema/values";
import { addTags, getTags, updateTags } from "../tag/operations";
import type { OrderedRefusals } from "./batch";
import type { Caller, World } from "./world";

type Operation = (world: World, caller: Caller, request: Fields, ordered: OrderedRefusals) => Fields;

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
): Fields {
  return implementations[operation](world, caller, request, ordered);
}
