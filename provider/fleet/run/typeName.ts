import { isOurs, kindOf } from "../record/tokens";

/** What a resource is called in a program: "UrlGoal" and the like of ours; the token itself of all others. @param inputs its own: the classes have one token for all goal types. */
export function typeNameOf(token: string, inputs: Readonly<Record<string, unknown>> = {}): string {
  if (!isOurs(token)) return token;
  const kind = kindOf(token);
  return kind === "ConversionGoal" && typeof inputs.type === "string" ? `${inputs.type}Goal` : kind;
}
