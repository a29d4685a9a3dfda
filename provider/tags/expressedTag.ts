import type { ApiVersion } from "../goals/field";
import type { Inputs } from "../goals/problem";
import type { LiveTag } from "./tag";
import { tagProblems } from "./tagProblems";

/**
 * The inputs with which a program of a customer manages a live tag and changes nothing about it. What the checks would refuse is left
 * unmanaged, and so is whom a tag of another customer is shared with.
 */
export function expressedTag(live: LiveTag, version: ApiVersion, customerId: string): Inputs {
  const { name, description, industry, sharedWith, ownerCustomerId } = live;
  const isShared = ownerCustomerId === customerId && sharedWith?.length !== 0;
  const said = { name, description, industry, ...(isShared ? { sharedWith } : {}) };
  const set = Object.entries(said).filter(([, value]) => value);
  const refused = tagProblems(Object.fromEntries(set), version).map(({ property }) => property);
  return Object.fromEntries(set.filter(([property]) => !refused.includes(property)));
}
