const decimal = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const withComma = /^-?\d{1,15},\d{1,2}$/;
/** Where the comma is a decimal point, a dot may stand between thousands. */
const thousands = /^-?[1-9]\d{0,2}(?:\.\d{3})+$/;

/** A decimal number as tags send it. NaN: there is a text, but no number. */
export function decimalOf(text: string | number | undefined, commas = false): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (typeof text === "number") return text;
  const trimmed = text.trim();
  if (decimal.test(trimmed) && !(commas && thousands.test(trimmed))) return Number(trimmed);
  return commas && withComma.test(trimmed) ? Number(trimmed.replace(",", ".")) : Number.NaN;
}

export function currencyOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : undefined;
}
