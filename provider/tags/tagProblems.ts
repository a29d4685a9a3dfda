import type { ApiVersion } from "../goals/field";
import type { Inputs, Problem } from "../goals/problem";
import { show } from "../goals/text";
import { fieldProblems, withoutUnknowns } from "../goals/validate";
import { type LiveTag, tagFields } from "./tag";

/** The fields of a tag that a program may set. */
export const TAG_FIELDS = ["description", "industry", "name", "sharedWith"] as const;

/** Everything that is wrong with a tag's inputs and can be known before a call. Never throws. */
export function tagProblems(inputs: Inputs, version: ApiVersion): readonly Problem[] {
  const hint = () => `A UET tag has ${TAG_FIELDS.join(", ")}`;
  return withoutUnknowns(fieldProblems(tagFields, inputs, version, hint), inputs);
}

/** A tag is shared with others than its owner. */
export function ownerProblems({ sharedWith, customerId }: Inputs): readonly Problem[] {
  const isIn = Array.isArray(sharedWith) && typeof customerId === "string" && sharedWith.includes(customerId);
  const reason = `holds ${show(customerId)}, the tag's own customer: list only the others`;
  return isIn ? [{ property: "sharedWith", reason }] : [];
}

/** Why a customer cannot share a tag as it is live. Microsoft: UetTag, CustomerShare. */
export function unsharable(
  { id, sharedWith, ownerCustomerId }: Pick<LiveTag, "id" | "sharedWith" | "ownerCustomerId">,
  customerId: string,
): string | undefined {
  if (ownerCustomerId !== undefined && ownerCustomerId !== customerId)
    return `UET tag ${id} belongs to customer ${ownerCustomerId}, and only its owner can share it. Remove sharedWith here`;
  if (sharedWith !== null && sharedWith !== undefined) return undefined;
  return `customer ${customerId} cannot share tags: Microsoft has not turned that feature on, and answers nothing about it. Ask Microsoft's support, or remove sharedWith`;
}
