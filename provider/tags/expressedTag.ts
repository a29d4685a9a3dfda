import type { ApiVersion } from "../goals/field";
import type { Inputs } from "../goals/problem";
import type { LiveTag } from "./tag";
import { tagProblems } from "./tagProblems";

/** The inputs with which a program manages a live tag and changes nothing about it. What the checks would refuse is left unmanaged. */
export function expressedTag({ name, description, industry }: LiveTag, version: ApiVersion): Inputs {
  const set = Object.entries({ name, description, industry }).filter(([, value]) => value);
  const refused = tagProblems(Object.fromEntries(set), version).map(({ property }) => property);
  return Object.fromEntries(set.filter(([property]) => !refused.includes(property)));
}
