import type { Method } from "../wire/exchange";
import type { Operation } from "../wire/operations";

/** Verb and path of each operation, below the address of its service's version. Microsoft: "Request Url" of the reference pages. */
export const PATHS: Readonly<Record<Operation, { readonly method: Method; readonly path: string }>> = {
  AddUetTags: { method: "POST", path: "/UetTags" },
  UpdateUetTags: { method: "PUT", path: "/UetTags" },
  GetUetTagsByIds: { method: "POST", path: "/UetTags/QueryByIds" },
  AddConversionGoals: { method: "POST", path: "/ConversionGoals" },
  UpdateConversionGoals: { method: "PUT", path: "/ConversionGoals" },
  GetConversionGoalsByIds: { method: "POST", path: "/ConversionGoals/QueryByIds" },
  GetConversionGoalsByTagIds: { method: "POST", path: "/ConversionGoals/QueryByTagIds" },
  GetAccountProperties: { method: "POST", path: "/AccountProperties/Query" },
  SetAccountProperties: { method: "POST", path: "/AccountProperties/Set" },
  GetCampaignsByIds: { method: "POST", path: "/Campaigns/QueryByIds" },
  AddCampaignConversionGoals: { method: "POST", path: "/CampaignConversionGoals" },
  DeleteCampaignConversionGoals: { method: "DELETE", path: "/CampaignConversionGoals" },
  GetOfflineConversionReportByGoalIds: { method: "POST", path: "/OfflineConversionReport/QueryByGoalIds" },
  GetUser: { method: "POST", path: "/User/Query" },
  SearchAccounts: { method: "POST", path: "/Accounts/Search" },
};
