import type { GoalDefinition } from "./definition";
import type { Field } from "./field";
import type { GoalFields } from "./goal";
import { filledRevenue } from "./revenue";
import { holdsUnknown } from "./text";
import type { WantedGoal } from "./wanted";

/** What a field that is not set amounts to: its documented default; a flag that is not set is off. */
export function unsetMeans(field: Field | undefined): unknown {
  return field?.default ?? (field?.kind === "flag" ? false : undefined);
}

/** Whether a field of an event pair is not set, which the service may show as an empty text. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** The value of a field as it would be written: revenue is replaced whole, so what the program never set of it is taken from live. */
export function valueToWrite(
  name: string,
  field: Field | undefined,
  { fields, left }: Pick<WantedGoal, "fields" | "left">,
  live: GoalFields,
): unknown {
  return name === "revenue" && !holdsUnknown(fields.revenue)
    ? filledRevenue(field, fields, live, left)
    : fields[name];
}

/** Whether the program sets anything of what the service takes only together. */
export function managesUnit(definition: GoalDefinition, wanted: WantedGoal): boolean {
  return definition.unit.some((name) => wanted.fields[name] !== undefined);
}
