import { addLinks, deleteLinks } from "../campaign/links";
import { getCampaigns } from "../campaign/read";
import { searchAccounts } from "../customer/search";
import { getUser } from "../customer/user";
import { getGoalsByIds, getGoalsByTagIds } from "../goal/read";
import { addGoals, updateGoals } from "../goal/write";
import { getProperties, setProperties } from "../property/operations";
import { getOfflineReport } from "../report/offlineReport";
import type { OperationName } from "../schema/operations";
import type { Fields } from "../schema/values";
import { addTags, getTags, updateTags } from "../tag/operations";
import { type OperationResult, type OrderedRefusals, partialErrors } from "./batch";
import type { Caller, Context } from "./context";

type Operation = (
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
) => OperationResult;

const implementations: Readonly<Record<OperationName, Operation>> = {
  AddConversionGoals: addGoals,
  UpdateConversionGoals: updateGoals,
  GetConversionGoalsByIds: getGoalsByIds,
  GetConversionGoalsByTagIds: getGoalsByTagIds,
  AddUetTags: addTags,
  UpdateUetTags: updateTags,
  GetUetTagsByIds: getTags,
  GetAccountProperties: getProperties,
  SetAccountProperties: setProperties,
  GetCampaignsByIds: getCampaigns,
  AddCampaignConversionGoals: addLinks,
  DeleteCampaignConversionGoals: deleteLinks,
  GetOfflineConversionReportByGoalIds: getOfflineReport,
  GetUser: getUser,
  SearchAccounts: searchAccounts,
};

/**
 * Runs an operation on the store, whatever the transport: wire names in, wire names out.
 * Throws ServiceFault when the call as a whole is refused.
 */
export function runOperation(
  operation: OperationName,
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals = [],
): OperationResult {
  const { answer, errors: found } = implementations[operation](context, caller, request, ordered);
  const errors = found.map((error) => context.observed.answered(error));
  const none = errors.length === 0 && !context.holds("answer.no-errors");
  return { answer: { ...answer, PartialErrors: none ? null : partialErrors(errors) }, errors };
}
