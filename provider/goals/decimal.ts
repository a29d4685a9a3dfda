const PLAIN = /^-?[0-9]{1,19}(\.[0-9]+)?$/;

/** Whether a value is a decimal that the wire can carry: a finite number or a plain string like "10.50". */
export function isDecimal(value: unknown): value is number | string {
  if (typeof value === "number") return Number.isFinite(value) && PLAIN.test(plain(value));
  return typeof value === "string" && PLAIN.test(value);
}

/** Whether a decimal lies between two whole numbers, both included, without losing digits to floating point. */
export function isInRange(value: number | string, min: number, max: number): boolean {
  const canonical = canonicalDecimal(value);
  const [units = "0", fraction = ""] = canonical.split(".");
  const floor = BigInt(units) - (canonical.startsWith("-") && fraction !== "" ? 1n : 0n);
  const ceiling = floor + (fraction === "" ? 0n : 1n);
  return floor >= BigInt(min) && ceiling <= BigInt(max);
}

/** How many digits a decimal has after the point, needless zeros aside. */
export function fractionDigits(value: number | string): number {
  return canonicalDecimal(value).split(".")[1]?.length ?? 0;
}

/** The one way to write a decimal: no exponent, no needless zeros ("5.10" → "5.1", -0 → "0"). */
export function canonicalDecimal(value: number | string): string {
  const text = typeof value === "number" ? plain(value) : value;
  const [, sign = "", units = "0", fraction = ""] = /^(-?)([0-9]+)(?:\.([0-9]*))?$/.exec(text) ?? [
    undefined,
    "",
    text,
  ];
  const head = units.replace(/^0+(?=[0-9])/, "");
  const tail = fraction.replace(/0+$/, "");
  const digits = tail === "" ? head : `${head}.${tail}`;
  return digits === "0" ? "0" : `${sign}${digits}`;
}

/** A number without an exponent, digit for digit: JavaScript prints 0.0000001 as 1e-7, which is no xs:decimal. */
function plain(value: number): string {
  const text = String(value);
  const [, sign = "", units, fraction = "", zeros] =
    /^(-?)([0-9])(?:\.([0-9]+))?e-([0-9]+)$/.exec(text) ?? [];
  return units === undefined ? text : `${sign}0.${"0".repeat(Number(zeros) - 1)}${units}${fraction}`;
}
