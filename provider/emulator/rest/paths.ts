import type { Root } from "../schema/model";
import { type OperationName, rootOf } from "../schema/operations";

const bases: Readonly<Record<Root, string>> = {
  tns: "/CampaignManagement/v13",
  customer: "/CustomerManagement/v13",
};

type Method = "POST" | "PUT" | "DELETE";

/** Where an operation is. */
export function restPathOf(operation: OperationName): { readonly method: Method; readonly path: string } {
  const { method, path } = restPaths[operation];
  return { method, path: bases[rootOf(operation)] + path };
}

/** Where each operation is below its service (Microsoft: Request Url of the reference pages). */
export const restPaths: Readonly<Record<OperationName, { readonly method: Method; readonly path: string }>> =
  {
    AddConversionGoals: { method: "POST", path: "/ConversionGoals" },
    UpdateConversionGoals: { method: "PUT", path: "/ConversionGoals" },
    GetConversionGoalsByIds: { method: "POST", path: "/ConversionGoals/QueryByIds" },
    GetConversionGoalsByTagIds: { method: "POST", path: "/ConversionGoals/QueryByTagIds" },
    AddUetTags: { method: "POST", path: "/UetTags" },
    UpdateUetTags: { method: "PUT", path: "/UetTags" },
    GetUetTagsByIds: { method: "POST", path: "/UetTags/QueryByIds" },
    GetAccountProperties: { method: "POST", path: "/AccountProperties/Query" },
    SetAccountProperties: { method: "POST", path: "/AccountProperties/Set" },
    GetCampaignsByIds: { method: "POST", path: "/Campaigns/QueryByIds" },
    AddCampaignConversionGoals: { method: "POST", path: "/CampaignConversionGoals" },
    DeleteCampaignConversionGoals: { method: "DELETE", path: "/CampaignConversionGoals" },
    GetOfflineConversionReportByGoalIds: { method: "POST", path: "/OfflineConversionReport/QueryByGoalIds" },
    GetUser: { method: "POST", path: "/User/Query" },
    SearchAccounts: { method: "POST", path: "/Accounts/Search" },
  };
