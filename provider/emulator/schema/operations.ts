import { type Field, field, plain } from "./model";

/** The seven operations on goals and tags. */
export const operationNames = [
  "AddConversionGoals",
  "UpdateConversionGoals",
  "GetConversionGoalsByIds",
  "GetConversionGoalsByTagIds",
  "AddUetTags",
  "UpdateUetTags",
  "GetUetTagsByIds",
] as const;

export type OperationName = (typeof operationNames)[number];

export interface OperationShape {
  readonly request: readonly Field[];
  readonly response: readonly Field[];
}

const goals = field("ConversionGoals", "ArrayOfConversionGoal");
const tags = field("UetTags", "ArrayOfUetTag");
const errors = field("PartialErrors", "ArrayOfBatchError");
const ofTypes = plain("ConversionGoalTypes", "ConversionGoalType");
const goalExtras = field("ReturnAdditionalFields", "ConversionGoalAdditionalField", { since13: true });
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
};

/** The operation of that name, if it is one of the seven. */
export function operationNamed(name: string): OperationName | undefined {
  return operationNames.find((known) => known === name);
}
