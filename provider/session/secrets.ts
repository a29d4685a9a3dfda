import { canonicalDecimal, isDecimal } from "../goals/decimal";
import { fieldsOf, GOAL_TYPES } from "../goals/definition";
import { definitionOf } from "../goals/definitions";
import { SECRET } from "../goals/difference";
import type { Field } from "../goals/field";
import { isTable } from "../goals/library";
import type { Problem } from "../goals/problem";
import { isCovered } from "../goals/propertyPath";
import { show, UNKNOWN } from "../goals/text";
import { tagFields } from "../tags/tag";

/** Inputs or outputs, and the paths of those among them that a program marks secret. */
export interface Marked {
  readonly values: Readonly<Record<string, unknown>>;
  readonly secret: readonly string[];
}

/** One value that a program marks secret, and its path. */
interface SecretValue {
  readonly path: string;
  readonly value: unknown;
}

/** Shorter texts and numbers can be in a message by chance: they are masked only in quotes, or in a problem of their own field. */
const TELLING = 5;

/** The values that the programs of a process mark secret, as far as they were seen, for taking them out of what is printed. */
export class Secrets {
  readonly #forms = new Set<string>();
  #pattern: RegExp | undefined;

  /** Notes the secret values of inputs or outputs. */
  learn(marked: Marked): void {
    for (const { value } of secretValues(marked))
      for (const form of formsOf(value)) {
        if ((form.length < TELLING && !form.startsWith('"')) || WORDS.has(unquoted(form))) continue;
        if (!this.#forms.has(form)) this.#pattern = undefined;
        this.#forms.add(form);
      }
  }

  /** A text without what is secret. */
  masked(text: string): string {
    if (this.#forms.size === 0) return text;
    this.#pattern ??= patternOf([...this.#forms]);
    return text.replace(this.#pattern, SECRET);
  }

  /** A problem of one property: its own values are masked however short they are. */
  maskedProblem({ property, reason }: Problem, ...marked: readonly Marked[]): Problem {
    const own = marked
      .flatMap(secretValues)
      .filter(({ path }) => isCovered(path, [property]) || isCovered(property, [path]))
      .flatMap(({ value }) => formsOf(value));
    const said = own.length === 0 ? reason : reason.replace(patternOf(own), SECRET);
    return { property, reason: this.masked(said) };
  }
}

/** The service's own names, like "FixedValue": they give nothing away, and half of what is said consists of them. */
const WORDS: ReadonlySet<string> = new Set(
  [...GOAL_TYPES.map((type) => fieldsOf(definitionOf(type))), tagFields].flatMap((fields) =>
    wordsOf(Object.values(fields)),
  ),
);

function wordsOf(fields: readonly Field[]): readonly string[] {
  return fields.flatMap(({ kind, allowed, inside }) => [
    ...(kind === "choice" ? allowed.split(", ") : []),
    ...(inside === undefined ? [] : wordsOf(Object.values(inside))),
  ]);
}

function secretValues({ values, secret }: Marked): readonly SecretValue[] {
  if (secret.length === 0) return [];
  const leaves = [...leavesIn(values, ""), ...libraryNames(values.goals)];
  return leaves.filter(({ path }) => isCovered(path, secret));
}

/** The names of a library's goals are keys, so they are secret with all of it, and with no goal alone. */
function libraryNames(goals: unknown): readonly SecretValue[] {
  return isTable(goals) ? Object.keys(goals).map((value) => ({ path: "goals", value })) : [];
}

function leavesIn(value: unknown, path: string): readonly SecretValue[] {
  if (value === undefined || value === null || value === UNKNOWN) return [];
  if (typeof value !== "object") return [{ path, value }];
  return Object.entries(value).flatMap(([name, inside]) =>
    leavesIn(inside, path === "" ? name : `${path}[${JSON.stringify(name)}]`),
  );
}

/** The forms in which messages show a value: as JSON, cut to a readable length or not, and bare; a decimal in each of its spellings. */
function formsOf(value: unknown): readonly string[] {
  if (typeof value === "boolean") return [];
  const texts = isDecimal(value) ? [String(value), canonicalDecimal(value)] : [String(value)];
  return texts.flatMap((text) => {
    const json = JSON.stringify(text);
    return [json, show(text), unquoted(json), text];
  });
}

function unquoted(form: string): string {
  return form.startsWith('"') && form.endsWith('"') ? form.slice(1, -1) : form;
}

/** Longest first: one form may be a part of another. A bare one is no part of a longer word or number. */
function patternOf(forms: readonly string[]): RegExp {
  const all = [...new Set(forms)]
    .filter((form) => form !== "" && form !== '""')
    .sort((one, other) => other.length - one.length)
    .map((form) => {
      const literal = form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      return form.startsWith('"')
        ? literal
        : `(?<![\\p{L}\\p{N}_])(?<!\\d\\.)${literal}(?![\\p{L}\\p{N}_])(?!\\.\\d)`;
    });
  return all.length === 0 ? /(?!)/ : new RegExp(all.join("|"), "gu");
}
