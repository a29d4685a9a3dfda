import { canonicalDecimal, fractionDigits, isDecimal } from "./decimal";
import type { Field } from "./field";

/** A service that keeps money keeps this much of it. Below it a rounded value is another one. */
const LEAST_DIGITS = 2;

/**
 * The live value in canonical form, with what is wanted in the place of each decimal in it that is the wanted one, rounded by a service
 * that keeps fewer digits: to send the wanted one again would change nothing, in this run and in every other. `mayBe`: whether that can be
 * so of the decimal at a path.
 */
export function unrounded(
  path: string,
  field: Field | undefined,
  wanted: unknown,
  live: unknown,
  mayBe: (path: string) => boolean,
): unknown {
  if (field?.kind === "decimal") return isRounded(wanted, live) && mayBe(path) ? wanted : live;
  const { inside } = field ?? {};
  if (inside === undefined || !isObject(wanted) || !isObject(live)) return live;
  return Object.fromEntries(
    Object.entries(live).map(([name, value]) => [
      name,
      unrounded(`${path}.${name}`, inside[name], wanted[name], value, mayBe),
    ]),
  );
}

/** Whether a live decimal is the wanted one to two digits or more, rounded or cut off. Nothing is never what is left of something. */
export function isRounded(wanted: unknown, live: unknown): boolean {
  if (!isDecimal(wanted) || !isDecimal(live) || canonicalDecimal(live) === "0") return false;
  const scale = fractionDigits(wanted);
  if (fractionDigits(live) >= scale || isNegative(wanted) !== isNegative(live)) return false;
  const [whole, seen] = [scaled(wanted, scale), scaled(live, scale)];
  for (let digits = LEAST_DIGITS; digits < scale; digits += 1) {
    const unit = 10n ** BigInt(scale - digits);
    const [cut, rest] = [whole - (whole % unit), whole % unit];
    if (seen === cut || (rest * 2n >= unit && seen === cut + unit)) return true;
  }
  return false;
}

function isNegative(value: number | string): boolean {
  return canonicalDecimal(value).startsWith("-");
}

/** The digits of a decimal without its sign, with so many after the point, as a whole number. */
function scaled(value: number | string, scale: number): bigint {
  const [units = "0", fraction = ""] = canonicalDecimal(value).replace("-", "").split(".");
  return BigInt(units + fraction.padEnd(scale, "0"));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
