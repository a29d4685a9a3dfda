import type { ApiVersion } from "../goals/field";
import type { Inputs, Problem } from "../goals/problem";
import { fieldProblems, withoutUnknowns } from "../goals/validate";
import { tagFields } from "./tag";

/** The fields of a tag that a program may set. */
export const TAG_FIELDS = ["description", "industry", "name"] as const;

/** Everything that is wrong with a tag's inputs and can be known before a call. Never throws. */
export function tagProblems(inputs: Inputs, version: ApiVersion): readonly Problem[] {
  const hint = () => `A UET tag has ${TAG_FIELDS.join(", ")}`;
  return withoutUnknowns(fieldProblems(tagFields, inputs, version, hint), inputs);
}
