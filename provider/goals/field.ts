import { fractionDigits, isDecimal, isInRange } from "./decimal";
import { type Remark, remarkOnDecimal, remarkOnId, remarkOnIds, remarkOnText } from "./remark";
import { controlCharacter, UNKNOWN, unfitCharacter } from "./text";

/** A version of Microsoft's Campaign Management API. */
export type ApiVersion = 12 | 13;

/** How two values of a field are compared: as they are, as decimals ("5.10" = 5.1), or as sets of ids. */
export type FieldKind = "text" | "choice" | "whole" | "decimal" | "flag" | "id" | "ids" | "object";

/**
 * One field of a goal or a tag: what it may hold and what the service does with it.
 * The tables made of these drive the TypeScript types, the checks, the defaults and the order on the wire.
 */
export interface Field<T = unknown, R extends boolean = boolean> {
  readonly kind: FieldKind;
  /** What is allowed, in words; printed when a value is refused. */
  readonly allowed: string;
  /** The API version that brought the field. */
  readonly since: ApiVersion;
  /** Must be given, in every version: the TypeScript type says so too. */
  readonly required: R;
  /** Must be given from this API version on, though the TypeScript type, made for all versions, has it optional. */
  readonly requiredFrom?: ApiVersion;
  /** Set by the service, never by a program, never compared, never sent. */
  readonly system: boolean;
  /** The default that Microsoft documents: where the field goes when it is taken out of the program. */
  readonly default?: T;
  readonly accepts: (value: unknown) => boolean;
  /** What is wrong with a refused value, where `allowed` alone leaves a reader guessing, and how to put it right. */
  readonly remark?: (value: unknown) => Remark;
  /** The service's own names, where the field holds one of them. */
  readonly values?: readonly string[];
  /** The fields inside, in wire order, where the value is an object. */
  readonly inside?: Fields;
}

/** A table of fields, in the order of the wire. */
export type Fields = Readonly<Record<string, Field>>;

interface Options<T, R extends boolean> {
  readonly required?: R;
  readonly requiredFrom?: ApiVersion;
  readonly since?: ApiVersion;
  readonly default?: T;
}

function field<T, R extends boolean>(
  kind: FieldKind,
  allowed: string,
  accepts: (value: unknown) => boolean,
  options: Options<T, R>,
): Field<T, R> {
  return {
    kind,
    allowed,
    accepts,
    since: options.since ?? 12,
    required: (options.required ?? false) as R,
    system: false,
    ...(options.required ? { requiredFrom: 12 as const } : {}),
    ...(options.requiredFrom === undefined ? {} : { requiredFrom: options.requiredFrom }),
    ...(options.default === undefined ? {} : { default: options.default }),
  };
}

// NoInfer: where a table is checked with `satisfies`, R must come from the options alone, or nothing there is required.

/**
 * Text of 1 to `max` characters, counted as JavaScript and .NET count them: in UTF-16 code units, of which an emoji has two or more.
 * Microsoft does not say what it counts; what fits so fits however characters are counted. `lines`: line breaks and tabs may be in it.
 */
export function text<R extends boolean = false>(
  options: Options<string, R> & { readonly max?: number; readonly min?: 0 | 1; readonly lines?: true } = {},
): Field<string, NoInfer<R>> {
  const { max = Number.POSITIVE_INFINITY, min = 1, lines = false } = options;
  const unfit = (value: string) => unfitCharacter(value) ?? controlCharacter(value, lines);
  const accepts = (value: unknown) =>
    typeof value === "string" &&
    value.length <= max &&
    (min === 0 || value.trim() !== "") &&
    unfit(value) === undefined;
  return {
    ...field("text", textInWords(options), accepts, options),
    remark: (value) => remarkOnText(value, max, lines),
  };
}

function textInWords({
  max,
  min = 1,
  lines,
}: {
  readonly max?: number;
  readonly min?: number;
  readonly lines?: true;
}): string {
  const unlimited = min === 1 ? "a text that is not empty" : "a text";
  const length = max === undefined ? unlimited : `a text of ${min} to ${max} characters`;
  return `${length}, without control characters${lines ? " other than line breaks and tabs" : ""}`;
}

/** One of the service's own names. */
export function choice<const V extends readonly string[], R extends boolean = false>(
  values: V,
  options: Options<V[number], R> = {},
): Field<V[number], NoInfer<R>> {
  const accepts = (value: unknown) => typeof value === "string" && values.includes(value);
  return { ...field("choice", values.join(", "), accepts, options), values };
}

/** A whole number between `min` and `max`, both included. */
export function whole<R extends boolean = false>(
  options: Options<number, R> & { readonly min: number; readonly max: number; readonly unit: string },
): Field<number, NoInfer<R>> {
  const accepts = (value: unknown) =>
    typeof value === "number" && Number.isInteger(value) && value >= options.min && value <= options.max;
  return field(
    "whole",
    `a whole number from ${options.min} to ${options.max} (${options.unit})`,
    accepts,
    options,
  );
}

/** More digits than a computed value needs and less than a reader wants to count. */
const MOST_DIGITS = 10;

/** A decimal, given as a number or, where every digit counts, as a string. `digits`: how many may follow the point. */
export function decimal<R extends boolean = false>(
  options: Options<number | string, R> & {
    readonly min?: number;
    readonly max?: number;
    readonly digits?: number;
  } = {},
): Field<number | string, NoInfer<R>> {
  const { min, max, digits = MOST_DIGITS } = options;
  const range = min === undefined || max === undefined ? "" : ` from ${min} to ${max}`;
  const accepts = (value: unknown) =>
    isDecimal(value) &&
    fractionDigits(value) <= digits &&
    (min === undefined || max === undefined || isInRange(value, min, max));
  const allowed = `a decimal${range} with at most ${digits} digits after the point, as a number or a string like "10.50"`;
  return {
    ...field("decimal", allowed, accepts, options),
    remark: (value) => remarkOnDecimal(value, digits),
  };
}

/** true or false. */
export function flag<R extends boolean = false>(
  options: Options<boolean, R> = {},
): Field<boolean, NoInfer<R>> {
  return field("flag", "true, false", (value) => typeof value === "boolean", options);
}

/** An id of the service: a string of digits, since the service counts beyond what a number holds. */
export function id<R extends boolean = false>(options: Options<string, R> = {}): Field<string, NoInfer<R>> {
  return {
    ...field("id", 'an id as a string of digits, like "4711" (tag.id is one)', isId, options),
    remark: remarkOnId,
  };
}

/** No leading zeros, and no more than the wire's xs:long holds: one unreadable id fails the whole call. */
function isId(value: unknown): boolean {
  return typeof value === "string" && /^[1-9][0-9]{0,18}$/.test(value) && BigInt(value) < 2n ** 63n;
}

/** A set of ids: a list in any order, none of them twice. */
export function ids<R extends boolean = false>(
  options: Options<readonly string[], R> = {},
): Field<readonly string[], NoInfer<R>> {
  const accepts = (value: unknown) => {
    if (!Array.isArray(value)) return false;
    const known = value.filter((each) => each !== UNKNOWN);
    return known.every(isId) && new Set(known).size === known.length;
  };
  const allowed = 'a list of ids as strings of digits, like ["4711"], none of them twice';
  return { ...field("ids", allowed, accepts, options), remark: remarkOnIds };
}

/** An object with a table of its own. */
export function object<F extends Fields>(
  inside: F,
  options: Options<Values<F>, false> = {},
): Field<Values<F>, false> {
  const accepts = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  return { ...field("object", `an object with ${Object.keys(inside).join(", ")}`, accepts, options), inside };
}

/** A field that the service sets. */
export function system(
  kind: "text" | "id" | "flag" = "text",
  options: { readonly since?: ApiVersion } = {},
): Field<never, false> {
  return { ...field<never, false>(kind, "nothing: the service sets it", () => false, options), system: true };
}

type Known<F> = F extends Field<infer T, boolean> ? T : never;
type Inputs<F extends Fields> = { [K in keyof F as [Known<F[K]>] extends [never] ? never : K]: F[K] };
type RequiredNames<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<unknown, true> ? K : never;
}[keyof F];

/** The plain values that a table describes: required fields required, the others optional. */
export type Values<F extends Fields> = {
  readonly [K in keyof Pick<Inputs<F>, RequiredNames<F> & keyof Inputs<F>>]: Known<F[K]>;
} & {
  readonly [K in keyof Omit<Inputs<F>, RequiredNames<F>>]?: Known<F[K & keyof F]>;
};
