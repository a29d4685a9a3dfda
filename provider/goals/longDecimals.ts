import type { Fields } from "./field";
import { isTable } from "./library";
import type { Inputs } from "./problem";

/** The decimals of expressed inputs that no number holds: "value is 9007199254740993.5". An expressed decimal is a text only then. */
export function longDecimals(inputs: Inputs, fields: Fields, place = ""): readonly string[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const { kind, inside } = fields[name] ?? {};
    if (inside !== undefined && isTable(value)) return longDecimals(value, inside, `${place}${name}.`);
    return kind === "decimal" && typeof value === "string" ? [`${place}${name} is ${value}`] : [];
  });
}
