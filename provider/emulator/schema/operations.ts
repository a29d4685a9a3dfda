import { type Field, field, plain, type Root, type Version } from "./model";

/** The operations on goals and tags, and on what belongs to them; and those of Customer Management that find accounts. */
export const operationNames = [
  "AddConversionGoals",
  "UpdateConversionGoals",
  "GetConversionGoalsByIds",
  "GetConversionGoalsByTagIds",
  "AddUetTags",
  "UpdateUetTags",
  "GetUetTagsByIds",
  "GetAccountProperties",
  "SetAccountProperties",
  "GetCampaignsByIds",
  "AddCampaignConversionGoals",
  "DeleteCampaignConversionGoals",
  "GetOfflineConversionReportByGoalIds",
  "GetUser",
  "SearchAccounts",
] as const;

export type OperationName = (typeof operationNames)[number];

export interface OperationShape {
  readonly request: readonly Field[];
  readonly response: readonly Field[];
  /** Only in v13 here. */
  readonly since13?: true;
  /** The namespace of its messages; default tns. */
  readonly root?: Root;
}

const goals = field("ConversionGoals", "ArrayOfConversionGoal");
const tags = field("UetTags", "ArrayOfUetTag");
const errors = field("PartialErrors", "ArrayOfBatchError");
const ofTypes = plain("ConversionGoalTypes", "ConversionGoalType");
const goalExtras = field("ReturnAdditionalFields", "ConversionGoalAdditionalField", { since13: true });
const properties = field("AccountProperties", "ArrayOfAccountProperty");
const links = field("CampaignConversionGoal", "ArrayOfCampaignConversionGoal");
const tagExtras = field("ReturnAdditionalFields", "UetTagAdditionalField", { since13: true });

/** What each operation takes and answers, in wire order. */
export const operations: Readonly<Record<OperationName, OperationShape>> = {
  AddConversionGoals: {
    request: [goals],
    response: [field("ConversionGoalIds", "ArrayOfNullableOflong"), errors],
  },
  UpdateConversionGoals: { request: [goals], response: [errors] },
  GetConversionGoalsByIds: {
    request: [field("ConversionGoalIds", "ArrayOflong"), ofTypes, goalExtras],
    response: [goals, errors],
  },
  GetConversionGoalsByTagIds: {
    request: [field("TagIds", "ArrayOflong"), ofTypes, goalExtras],
    response: [goals, errors],
  },
  AddUetTags: { request: [tags], response: [tags, errors] },
  UpdateUetTags: { request: [tags], response: [errors] },
  GetUetTagsByIds: {
    request: [field("TagIds", "ArrayOflong"), tagExtras],
    response: [tags, errors],
  },
  GetAccountProperties: {
    request: [field("AccountPropertyNames", "ArrayOfAccountPropertyName")],
    response: [properties, errors],
    since13: true,
  },
  SetAccountProperties: { request: [properties], response: [], since13: true },
  GetCampaignsByIds: {
    request: [
      plain("AccountId", "xs:long"),
      field("CampaignIds", "ArrayOflong"),
      plain("CampaignType", "CampaignType"),
      field("ReturnAdditionalFields", "CampaignAdditionalField"),
    ],
    response: [field("Campaigns", "ArrayOfCampaign"), errors],
    since13: true,
  },
  // Microsoft has named the list in the singular.
  AddCampaignConversionGoals: { request: [links], response: [errors], since13: true },
  DeleteCampaignConversionGoals: { request: [links], response: [errors], since13: true },
  GetOfflineConversionReportByGoalIds: {
    request: [
      plain("StartDateUtc", "xs:dateTime"),
      plain("EndDateUtc", "xs:dateTime"),
      field("GoalIds", "ArrayOflong"),
      field("UploadChannelFilter", "OfflineConversionUploadChannel"),
    ],
    response: [field("OfflineGoalConversionSummaries", "ArrayOfOfflineGoalConversionSummary"), errors],
    since13: true,
  },
  GetUser: {
    request: [field("UserId", "xs:long")],
    response: [field("User", "User"), field("CustomerRoles", "ArrayOfCustomerRole")],
    since13: true,
    root: "customer",
  },
  SearchAccounts: {
    request: [
      field("Predicates", "ArrayOfPredicate"),
      field("Ordering", "ArrayOfOrderBy"),
      field("PageInfo", "Paging"),
      field("ReturnAdditionalFields", "AccountAdditionalField"),
    ],
    response: [field("Accounts", "ArrayOfAdvertiserAccount")],
    since13: true,
    root: "customer",
  },
};

/** The namespace of an operation's messages. */
export function rootOf(operation: OperationName): Root {
  return operations[operation].root ?? "tns";
}

/** The operations that a version of a service has. */
export function operationsIn(version: Version, root: Root = "tns"): readonly OperationName[] {
  return operationNames
    .filter((name) => rootOf(name) === root)
    .filter((name) => version === 13 || !operations[name].since13);
}

/** The operation of that name, if this version of the service has it. */
export function operationNamed(name: string, version: Version, root: Root): OperationName | undefined {
  return operationsIn(version, root).find((known) => known === name);
}
