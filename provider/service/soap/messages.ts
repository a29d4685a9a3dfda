import type { ApiVersion } from "../../goals/field";
import { type CampaignOperation, isCustomerOperation, type Operation } from "../wire/operations";

/** A member of a message and its type in the schema. */
type Member = readonly [name: string, type: string];

interface Message {
  readonly request: readonly Member[];
  readonly answer: readonly Member[];
  /** Needed here of version 13 only. */
  readonly since13?: true;
}

const ERRORS: Member = ["PartialErrors", "tns:ArrayOfBatchError"];
const TAGS: Member = ["UetTags", "tns:ArrayOfUetTag"];
const GOALS: Member = ["ConversionGoals", "tns:ArrayOfConversionGoal"];
const TAG_IDS: Member = ["TagIds", "ids:ArrayOflong"];
const GOAL_TYPES: Member = ["ConversionGoalTypes", "xs:string"];
const ADDITIONAL: Member = ["ReturnAdditionalFields", "xs:string"];
const PROPERTIES: Member = ["AccountProperties", "tns:ArrayOfAccountProperty"];
const LINKS: Member = ["CampaignConversionGoal", "tns:ArrayOfCampaignConversionGoal"];

/** What each operation takes and answers, in the order of the schema. */
const MESSAGES: Readonly<Record<Operation, Message>> = {
  AddUetTags: { request: [TAGS], answer: [TAGS, ERRORS] },
  UpdateUetTags: { request: [TAGS], answer: [ERRORS] },
  GetUetTagsByIds: { request: [TAG_IDS, ADDITIONAL], answer: [TAGS, ERRORS] },
  AddConversionGoals: {
    request: [GOALS],
    answer: [["ConversionGoalIds", "sys:ArrayOfNullableOflong"], ERRORS],
  },
  UpdateConversionGoals: { request: [GOALS], answer: [ERRORS] },
  GetConversionGoalsByIds: {
    request: [["ConversionGoalIds", "ids:ArrayOflong"], GOAL_TYPES, ADDITIONAL],
    answer: [GOALS, ERRORS],
  },
  GetConversionGoalsByTagIds: { request: [TAG_IDS, GOAL_TYPES, ADDITIONAL], answer: [GOALS, ERRORS] },
  GetAccountProperties: {
    request: [["AccountPropertyNames", "tns:ArrayOfAccountPropertyName"]],
    answer: [PROPERTIES, ERRORS],
    since13: true,
  },
  SetAccountProperties: { request: [PROPERTIES], answer: [], since13: true },
  GetCampaignsByIds: {
    request: [
      ["AccountId", "xs:long"],
      ["CampaignIds", "ids:ArrayOflong"],
      ["CampaignType", "xs:string"],
      ADDITIONAL,
    ],
    answer: [["Campaigns", "tns:ArrayOfCampaign"], ERRORS],
    since13: true,
  },
  AddCampaignConversionGoals: { request: [LINKS], answer: [ERRORS], since13: true },
  DeleteCampaignConversionGoals: { request: [LINKS], answer: [ERRORS], since13: true },
  GetOfflineConversionReportByGoalIds: {
    request: [
      ["StartDateUtc", "xs:string"],
      ["EndDateUtc", "xs:string"],
      ["GoalIds", "ids:ArrayOflong"],
    ],
    answer: [["OfflineGoalConversionSummaries", "tns:ArrayOfOfflineGoalConversionSummary"], ERRORS],
    since13: true,
  },
  GetUser: { request: [["UserId", "xs:long"]], answer: [["User", "ent:User"]], since13: true },
  SearchAccounts: {
    request: [
      ["Predicates", "ent:ArrayOfPredicate"],
      ["Ordering", "ent:ArrayOfOrderBy"],
      ["PageInfo", "ent:Paging"],
    ],
    answer: [["Accounts", "ent:ArrayOfAdvertiserAccount"]],
    since13: true,
  },
};

const all = Object.keys(MESSAGES) as readonly Operation[];

/** The operations of Campaign Management that a version has. */
export function operationsOf(version: ApiVersion): readonly CampaignOperation[] {
  return all
    .filter((operation) => !isCustomerOperation(operation))
    .filter((operation) => version === 13 || MESSAGES[operation].since13 !== true);
}

/** The operations of Customer Management, of which only version 13 is spoken. */
export const customerOperations = all.filter(isCustomerOperation);

/** The members of a request. */
export function requestMembers(operation: Operation, version: ApiVersion): readonly Member[] {
  const { request } = MESSAGES[operation];
  return version === 13 ? request : request.filter((each) => each !== ADDITIONAL);
}

/** The members of an answer. */
export function answerMembers(operation: Operation): readonly Member[] {
  return MESSAGES[operation].answer;
}
