import equal from "fast-deep-equal";
import type { Diffed } from "../core/handler";
import { type Props, wishes } from "../core/props";
import { joined, stepsOf } from "../goals/propertyPath";
import { holdsUnknown } from "../goals/text";

/** One property in which a resource changes, as Pulumi shows it. */
export interface PropertyDiff {
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
  /** Its old value is in the old inputs; else in the old outputs. */
  readonly inputDiff: boolean;
}

/** What a diff has before it: outputs and inputs of state, and the new inputs. */
export interface Sides {
  readonly outputs: Props;
  readonly inputs: Props;
  readonly news: Props;
}

/**
 * The properties of a change by their paths. They are the differences from the live account; what is not known yet may differ. What
 * the program says otherwise than before stands beside them: the account does not show `onDelete`, and a replacement is not compared.
 */
export function detailedDiff(diffed: Diffed, sides: Sides): ReadonlyMap<string, PropertyDiff> {
  if (!diffed.changes) return new Map();
  const replaces = diffed.replaces ?? [];
  const live = (diffed.differences ?? []).map(({ path }) => shownPath(path));
  const differing = [...live, ...unknownPaths(sides.news)];
  const named = new Set(differing.map((path) => stepsOf(path)[0] ?? path));
  const found = [...differing, ...replaces.filter((name) => !named.has(name))];
  const others = restated(sides).filter((name) => !named.has(name) && !replaces.includes(name));
  const shown = found.length === 0 ? others : others.filter((name) => changesOutputs(sides, name));
  return new Map([...entries(found, sides, replaces, false), ...entries(shown, sides, [], true)]);
}

function entries(
  paths: readonly string[],
  { outputs, inputs, news }: Sides,
  replaces: readonly string[],
  inputDiff: boolean,
): ReadonlyMap<string, PropertyDiff> {
  const olds = inputDiff ? inputs : outputs;
  const found = paths.flatMap((path): (readonly [string, PropertyDiff])[] => {
    const [was, is] = [has(olds, path), has(news, path)];
    const isReplaced = replaces.includes(stepsOf(path)[0] ?? "");
    if (!was && !is) return isReplaced ? [[path, { kind: "update", replaces: true, inputDiff }]] : [];
    const kind = was && is ? "update" : is ? "add" : "delete";
    return [[path, { kind, replaces: isReplaced, inputDiff }]];
  });
  return new Map(found);
}

function has(values: Props, path: string): boolean {
  let value: unknown = values;
  for (const step of stepsOf(path)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return false;
    value = (value as Props)[step];
  }
  return value !== undefined && value !== null;
}

/** Where a new input is not known yet. */
function unknownPaths(value: unknown, path = ""): readonly string[] {
  if (!holdsUnknown(value)) return [];
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, each]) => unknownPaths(each, joined(path, name)));
}

/** What the program says otherwise than before. */
function restated({ inputs, news }: Sides): readonly string[] {
  const names = new Set([...Object.keys(wishes(inputs)), ...Object.keys(wishes(news)), ...CARRIED]);
  return [...names].filter((name) => !equal(inputs[name] ?? null, news[name] ?? null));
}

/** The name of a library's goal is its key; where people renamed it, the outputs have its live name elsewhere. */
function shownPath(path: string): string {
  const [head, key, field] = stepsOf(path);
  return head === "goals" && key !== undefined && field === "name" ? joined("liveNames", key) : path;
}

/** An import has no inputs for what check fills in: beside a difference that would be noise. */
function changesOutputs({ outputs, inputs, news }: Sides, name: string): boolean {
  return has(inputs, name) || !equal(outputs[name] ?? null, news[name] ?? null);
}

const CARRIED = ["customerId", "accountId", "onDelete"];
