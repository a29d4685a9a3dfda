/** The length at which the tag's script cuts an address, and the most that is looked at of a text. */
export const longestText = 4096;
export const longestKey = 100;

/** An address as Equals and BeginsWith compare it: without `http(s)://` and `www.` in front. */
export const withoutPrefix = (address: string): string => address.replace(/^(https?:\/\/)?(www\.)?/i, "");

/** A regular expression in the form in which it is tried; `anywhere`: it may match a part of the text. */
export function expressionToTry(expression: string, anywhere: boolean): string {
  return anywhere ? expression : `^(?:${expression})$`;
}

/** Whether an event's value meets a goal's; `operator`: Equals unless it says otherwise. */
export function numberMatches(
  value: number | undefined,
  wanted: number,
  operator: string | undefined,
): boolean {
  if (value === undefined) return false;
  if (operator === "LessThan") return value < wanted;
  return operator === "GreaterThan" ? value > wanted : value === wanted;
}
