import type { Inputs, Problem } from "./problem";
import { holdsUnknown, show } from "./text";

/** What is wrong with the ids that are given. Microsoft: xs:long; the web UI shows them as cid= and aid=. */
export function idProblems(inputs: Inputs): readonly Problem[] {
  return (["customerId", "accountId"] as const).flatMap((property) => {
    const value = inputs[property];
    const isFit = value === undefined || value === null || isDigits(value);
    return isFit ? [] : [{ property, reason: `got ${show(value)}; allowed: an id as a string of digits` }];
  });
}

/** What is wrong with the word on taking over and on leaving. */
export function consentProblems({ adopt, onDelete }: Inputs): readonly Problem[] {
  const problems: Problem[] = [];
  if (adopt !== undefined && adopt !== null && typeof adopt !== "boolean" && !isDigits(adopt))
    problems.push({
      property: "adopt",
      reason: `got ${show(adopt)}; allowed: true, false, or the id of what to take over, as a string of digits`,
    });
  const isSet = onDelete !== undefined && onDelete !== null;
  if (isSet && onDelete !== "pause" && onDelete !== "retain" && !holdsUnknown(onDelete))
    problems.push({ property: "onDelete", reason: `got ${show(onDelete)}; allowed: pause, retain` });
  return problems;
}

/** The same where there is nothing with an id of its own to take over. */
export function plainConsentProblems(inputs: Inputs): readonly Problem[] {
  const { adopt } = inputs;
  const isFit = adopt === undefined || adopt === null || typeof adopt === "boolean" || holdsUnknown(adopt);
  const own = isFit ? [] : [{ property: "adopt", reason: `got ${show(adopt)}; allowed: true, false` }];
  return [...own, ...consentProblems({ ...inputs, adopt: undefined })];
}

function isDigits(value: unknown): boolean {
  return holdsUnknown(value) || (typeof value === "string" && /^[0-9]{1,19}$/.test(value));
}
