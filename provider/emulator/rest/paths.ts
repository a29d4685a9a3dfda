import type { OperationName } from "../schema/operations";

export const restBase = "/CampaignManagement/v13";

/** Where each operation is (Microsoft: Request Url of the reference pages). */
export const restPaths: Readonly<
  Record<OperationName, { readonly method: "POST" | "PUT" | "DELETE"; readonly path: string }>
> = {
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
};
