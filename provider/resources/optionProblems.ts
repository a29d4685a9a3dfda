import type * as pulumi from "@pulumi/pulumi";
import { type Kind, misspeltPaths, strangePath } from "../config/ignoredPaths";
import type { Inputs, Problem } from "../goals/problem";
import { UNKNOWN } from "../goals/text";
import { secretNameProblems, strayOptions } from "./strayOptions";

/** What is wrong with a resource's options: those that cannot work, and paths of `ignoreChanges` that name nothing. */
export function optionProblems(
  kind: Kind,
  known: Inputs,
  onDelete: unknown,
  options: pulumi.CustomResourceOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (property: string, reason: string) => problems.push({ property, reason });
  if (options.import !== undefined) refuse("import", importWords(kind, options.import));
  const mayPause =
    kind !== "tag" &&
    kind !== "settings" &&
    onDelete !== "retain" &&
    onDelete !== UNKNOWN &&
    !options.retainOnDelete;
  if (options.deletedWith !== undefined && mayPause)
    refuse(
      "deletedWith",
      kind === "campaign"
        ? `Pulumi would forget the campaign without unlinking its goals. Remove it. To keep the links as they are, set  onDelete: "retain"`
        : `Pulumi would forget ${goalsOf(kind)} without pausing, and conversions would still count. Remove it. To keep the goals as they are, set  onDelete: "retain"`,
    );
  for (const property of ["replaceOnChanges", "replacementTrigger", "replaceWith"] as const)
    if (isGiven(options[property])) refuse(property, irreplaceable(kind));
  problems.push(...strayOptions(kind, known, options), ...secretNameProblems(kind, known, options));
  for (const path of options.ignoreChanges ?? []) {
    const reason = strangePath(path, kind, known);
    if (reason !== undefined) refuse("ignoreChanges", reason);
  }
  return problems;
}

/** `ignoreChanges` that is no array of texts, which plain JavaScript lets pass: Pulumi would ignore nothing. */
export function unreadablePaths({ ignoreChanges }: pulumi.CustomResourceOptions): readonly Problem[] {
  const given: unknown = ignoreChanges ?? [];
  if (Array.isArray(given) && given.every((path) => typeof path === "string")) return [];
  return [{ property: "ignoreChanges", reason: 'allowed: an array of paths, like ["status"]' }];
}

/** What is wrong with the paths of `ignoreChanges` that a policy adds to those of a resource's own options, which are refused already. */
export function policyProblems(
  kind: Kind,
  known: Inputs,
  own: pulumi.CustomResourceOptions,
  made: pulumi.CustomResourceOptions,
): readonly Problem[] {
  if (unreadablePaths(own).length > 0) return [];
  const unreadable = unreadablePaths(made);
  if (unreadable.length > 0) return unreadable;
  const before = new Set(own.ignoreChanges);
  const added = made.ignoreChanges?.filter((path) => !before.has(path)) ?? [];
  return misspeltPaths(added, kind, known);
}

/** What has no effect, and does no harm. */
export function optionDoubts({ customTimeouts }: pulumi.CustomResourceOptions): readonly string[] {
  return customTimeouts === undefined
    ? []
    : ["customTimeouts has no effect. To limit how long a call may wait, set  msads:maxWait"];
}

/** Settings and campaigns are what they are: a second resource for one would be refused. */
function irreplaceable(kind: Kind): string {
  if (kind === "settings" || kind === "campaign")
    return `the ${kind === "campaign" ? "goals of a campaign" : "settings of an account"} cannot be replaced, only changed. Remove it`;
  return `${kind === "tag" ? "a tag" : goalsOf(kind)} cannot be replaced under the same name: a name cannot be reused. Remove it`;
}

function goalsOf(kind: Kind): string {
  return kind === "library" ? "the library's goals" : "the goal";
}

function importWords(kind: Kind, id: string): string {
  const instead = {
    goal: `To take over what exists add  adopt: ${JSON.stringify(id)}`,
    tag: `To take over what exists add  adopt: ${JSON.stringify(id)}`,
    library: "To take over what exists add  adopt: true",
    settings: "To take over what exists add  adopt: true",
    campaign: "To take over what exists add  adopt: true",
  }[kind];
  return `Pulumi cannot import resources of a dynamic provider. Remove it. ${instead}  to the arguments`;
}

function isGiven(option: unknown): boolean {
  return option !== undefined && !(Array.isArray(option) && option.length === 0);
}
