import type { Operation } from "../wire/operations";

/** Verb and path of each operation, below the address of the API version. Microsoft: "Request Url" of the reference pages. */
export const PATHS: Readonly<Record<Operation, { readonly method: "POST" | "PUT"; readonly path: string }>> =
  {
    AddUetTags: { method: "POST", path: "/UetTags" },
    UpdateUetTags: { method: "PUT", path: "/UetTags" },
    GetUetTagsByIds: { method: "POST", path: "/UetTags/QueryByIds" },
    AddConversionGoals: { method: "POST", path: "/ConversionGoals" },
    UpdateConversionGoals: { method: "PUT", path: "/ConversionGoals" },
    GetConversionGoalsByIds: { method: "POST", path: "/ConversionGoals/QueryByIds" },
    GetConversionGoalsByTagIds: { method: "POST", path: "/ConversionGoals/QueryByTagIds" },
  };
