import type { Props } from "../core/props";
import { isCovered, joined } from "../goals/propertyPath";
import { UNKNOWN } from "../goals/text";
import type { Struct } from "./sdk";

/** A property map of Pulumi as the core has it: plain values, and beside them the paths of those that are secret. */
export interface Values {
  readonly values: Props;
  readonly secret: readonly string[];
}

/** The key by which Pulumi tells a value with a mark of its own from a plain object, and the mark of a secret. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** How Pulumi writes a text that is not known before `up`. */
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The same for each type of value: text, flag, number, list, asset, archive, object. */
export const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Inputs or outputs as the engine sends them. */
export function decoded(struct: Struct | undefined): Values {
  const secret: string[] = [];
  const values = Object.entries((struct?.toJavaScript() ?? {}) as Props).map(
    ([name, value]) => [name, plain(value, joined("", name), secret)] as const,
  );
  return { values: Object.fromEntries(values), secret };
}

function plain(value: unknown, path: string, secret: string[]): unknown {
  if (UNKNOWNS.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((each, index) => plain(each, `${path}[${index}]`, secret));
  if (!isTable(value)) return value;
  if (value[SIGNATURE] === SECRET) {
    secret.push(path);
    return plain(value.value, path, secret);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, plain(each, joined(path, name), secret)]),
  );
}

/** Inputs or outputs as the engine takes them: what is secret is marked, what is not set is left out. */
export function encoded({ values, secret }: Values): Props {
  return marked(values, "", secret) as Props;
}

function marked(value: unknown, path: string, secret: readonly string[]): unknown {
  if (path !== "" && isCovered(path, secret)) return { [SIGNATURE]: SECRET, value: marked(value, path, []) };
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (Array.isArray(value)) return value.map((each, index) => marked(each, `${path}[${index}]`, secret));
  if (!isTable(value)) return value;
  const set = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(set.map(([name, each]) => [name, marked(each, joined(path, name), secret)]));
}

function isTable(value: unknown): value is Props {
  return typeof value === "object" && value !== null;
}
