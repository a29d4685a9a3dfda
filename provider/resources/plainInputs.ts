import * as pulumi from "@pulumi/pulumi";
import type { Inputs, Problem } from "../goals/problem";
import { joined } from "../goals/propertyPath";
import { holdsUnknown, UNKNOWN } from "../goals/text";

/** What a program gave to a resource. */
export interface ReadInputs {
  /** As the rules take it: what is not known yet is Pulumi's unknown value, and so is what is wrong already. Undefined where it is no object. */
  readonly known: Inputs | undefined;
  /** As Pulumi's protocol can carry it. */
  readonly sent: Inputs;
  /** What the protocol would change or leave out without a word. */
  readonly problems: readonly Problem[];
}

/** Reads a resource's arguments. What comes from outputs and promises is not looked into. */
export function readInputs(args: unknown): ReadInputs {
  const { known, sent, problems } = readAt(args ?? {}, "");
  // Of no object nothing else can be said.
  if (typeof known !== "object") return { known: undefined, sent: {}, problems };
  return { known: known as Inputs, sent: printable(sent as Inputs), problems };
}

interface Read {
  readonly known: unknown;
  readonly sent: unknown;
}

/** Reads one value, at a path of the inputs. */
export function readAt(value: unknown, place: string): Read & Pick<ReadInputs, "problems"> {
  const problems: Problem[] = [];
  const refuse = (property: string, reason: string): Read => {
    problems.push({ property, reason });
    return { known: UNKNOWN, sent: undefined };
  };
  const read = (value: unknown, path: string, above: readonly unknown[]): Read => {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) return { known: UNKNOWN, sent: value };
    const unfit = unfitValue(value);
    if (unfit !== undefined) return refuse(path, unfit);
    if (typeof value !== "object" || value === null) return { known: value, sent: value };
    if (above.includes(value)) return refuse(path, ENDLESS);
    const inside = (member: unknown, place: string) => read(member, place, [...above, value]);
    if (Array.isArray(value)) {
      const items = value.map((item, index) => inside(item, `${path}[${index}]`));
      const known = items.map(({ known }) => known);
      return { known: holdsUnknown(known) ? UNKNOWN : known, sent: items.map(({ sent }) => sent) };
    }
    const members = Object.entries(value).map(([name, member]): readonly [string, Read] => {
      const unfit = unfitName(name);
      const at = joined(path, name);
      return [name, unfit === undefined ? inside(member, at) : refuse(at, unfit)];
    });
    return {
      known: Object.fromEntries(members.map(([name, { known }]) => [name, known])),
      sent: Object.fromEntries(members.map(([name, { sent }]) => [name, sent])),
    };
  };
  return { ...read(value, place, []), problems };
}

export const ENDLESS = "contains itself";
const HALF =
  "holds half a character: a text was cut in the middle of one. " +
  '[...text].slice(0, n).join("") cuts between characters';

function unfitName(name: string): string | undefined {
  if (name === "__proto__") return "is a name that Pulumi drops";
  return name.isWellFormed() ? undefined : HALF;
}

/** Why Pulumi would carry a value as another, as nothing, or as an empty object; undefined where it would not. */
function unfitValue(value: unknown): string | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : HALF;
  if (typeof value === "function") return "got a function; allowed: a value";
  if (typeof value === "symbol") return "got a symbol; allowed: a value";
  if (typeof value === "bigint") return "got a bigint; write it as a text";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (pulumi.Resource.isInstance(value)) return "got a resource; give its id, like tag.id";
  const kind = kindThatLoses(value);
  if (kind === undefined) return undefined;
  const todo = WAYS_OUT.get(kind) ?? "Write its fields as a plain object";
  return `got a ${kind}; allowed: plain values, because Pulumi would lose its contents. ${todo}`;
}

const LIKE_A_PROMISE = "promise-like";
const TYPED_ARRAY = "typed array";
const TEXT = "value.valueOf() is a plain value";

/** What to write instead, by what JavaScript calls it. */
const WAYS_OUT: ReadonlyMap<string, string> = new Map([
  ["Map", "Object.fromEntries(map) is a plain object"],
  ["Set", "[...set] is a plain array"],
  ["Date", "date.toISOString() is a plain text"],
  ["URL", "url.href is a plain text"],
  ["RegExp", "regExp.source is a plain text"],
  [TYPED_ARRAY, "[...array] is a plain array"],
  ["String", TEXT],
  ["Number", TEXT],
  ["Boolean", TEXT],
  [LIKE_A_PROMISE, "Promise.resolve(value) is a promise"],
]);

/** What an object is called that holds something elsewhere than in members of its own; undefined where Pulumi carries all of it. */
export function kindThatLoses(value: object): string | undefined {
  if (typeof Reflect.get(value, "then") === "function") return LIKE_A_PROMISE;
  if (isPlain(value)) return undefined;
  const builtIn = Object.prototype.toString.call(value).slice("[object ".length, -1);
  if (ArrayBuffer.isView(value)) return TYPED_ARRAY;
  if (WAYS_OUT.has(builtIn)) return builtIn;
  return Object.keys(value).length === 0 || inheritsMembers(value) ? kindOf(value) : undefined;
}

/** What an object inherits, and what getters of its class give, does not reach the service: a status would be another one. */
function inheritsMembers(value: object): boolean {
  for (let from = protoOf(value); from !== null && protoOf(from) !== null; from = protoOf(from))
    for (const [name, { get, enumerable, value: held }] of Object.entries(
      Object.getOwnPropertyDescriptors(from),
    ))
      if (!Object.hasOwn(value, name) && (get !== undefined || (enumerable && typeof held !== "function")))
        return true;
  return false;
}

function protoOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}

/** An object of plain values, whichever realm it comes from: a test runner may have objects of its own. */
function isPlain(value: object): boolean {
  const prototype = protoOf(value);
  return prototype === null || protoOf(prototype) === null;
}

function kindOf(value: object): string {
  const made: unknown = value.constructor;
  return typeof made === "function" && made !== Object && made.name !== "" ? made.name : "class instance";
}

/** The SDK makes a text of each value, which fails for a library with a goal named "toString". A promise of it is as good. */
function printable(sent: Inputs): Inputs {
  const hasNoText = (value: unknown) =>
    typeof value === "object" && value !== null && Object.hasOwn(value, "toString");
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, hasNoText(value) ? Promise.resolve(value) : value]),
  );
}
