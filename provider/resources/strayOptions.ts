import * as pulumi from "@pulumi/pulumi";
import { type Kind, strangePath } from "../config/ignoredPaths";
import { nearest } from "../config/nearest";
import type { Inputs, Problem } from "../goals/problem";
import { stepsOf } from "../goals/propertyPath";
import { show } from "../goals/text";

/** Options of this version of Pulumi, and of other ones. */
const OPTIONS = [
  "additionalSecretOutputs",
  "aliases",
  "customTimeouts",
  "deleteBeforeReplace",
  "deletedWith",
  "dependsOn",
  "envVarMappings",
  "hideDiffs",
  "hooks",
  "id",
  "ignoreChanges",
  "import",
  "parent",
  "pluginDownloadURL",
  "protect",
  "provider",
  "providers",
  "replaceOnChanges",
  "replaceWith",
  "replacementTrigger",
  "retainOnDelete",
  "stateMigrations",
  "transformations",
  "transforms",
  "urn",
  "version",
] as const;
const SWITCHES = ["protect", "retainOnDelete", "deleteBeforeReplace"] as const;

/**
 * What plain JavaScript lets pass, and Pulumi with it: arguments and misspelt names among the options, which nobody would read, and switches that
 * are no booleans, of which Pulumi's own error names neither the option nor the place.
 */
export function strayOptions(
  kind: Kind,
  known: Inputs,
  options: pulumi.CustomResourceOptions,
): readonly Problem[] {
  const isPulumis = (name: string) => OPTIONS.some((each) => each === name);
  const others = Object.entries(options).filter(([name, value]) => value !== undefined && !isPulumis(name));
  const strays = others.flatMap(([name]): readonly Problem[] => {
    const isArgument = strangePath(name, kind, known) === undefined;
    const meant = nearest(name, OPTIONS);
    if (isArgument) return [{ property: name, reason: ARGUMENT }];
    return meant === undefined
      ? []
      : [{ property: name, reason: `Pulumi has no such option. Did you mean ${meant}?` }];
  });
  const switches = SWITCHES.flatMap((name): readonly Problem[] => {
    const given: unknown = options[name] ?? undefined;
    if (given === undefined || typeof given === "boolean") return [];
    return [{ property: name, reason: `${shownSwitch(given)}; allowed: true, false` }];
  });
  return [...strays, ...switches];
}

const ARGUMENT =
  "an argument has no effect among the options. Move it to the arguments, beside the other fields";

function shownSwitch(given: unknown): string {
  if (pulumi.Output.isInstance(given) || given instanceof Promise)
    return "got a value that is not known yet (an output or a promise)";
  return `got ${show(given)}`;
}

/** Outputs that are no fields. */
const OUTPUTS: Readonly<Record<Kind, readonly string[]>> = {
  goal: ["id", "trackingStatus"],
  tag: ["id", "trackingStatus", "trackingScript", "trackingNoScript"],
  library: ["id", "ids", "trackingStatuses"],
  settings: ["id"],
  campaign: ["id", "campaignName"],
};

/** Names in `additionalSecretOutputs` that Pulumi would pass over: the value would stand in its state for all to read. */
export function secretNameProblems(
  kind: Kind,
  known: Inputs,
  { additionalSecretOutputs }: pulumi.CustomResourceOptions,
): readonly Problem[] {
  const given: unknown = additionalSecretOutputs ?? [];
  const refuse = (reason: string): Problem => ({ property: "additionalSecretOutputs", reason });
  if (!Array.isArray(given) || !given.every((name) => typeof name === "string"))
    return [refuse('allowed: an array of names, like ["revenue"]')];
  return given.flatMap((name): readonly Problem[] => {
    const [output = "", ...inside] = stepsOf(name);
    if (!OUTPUTS[kind].includes(output) && strangePath(output, kind, known) !== undefined)
      return [refuse(`${show(name)} is not an output of this resource, so nothing would be hidden`)];
    if (inside.length === 0) return [];
    const why = `Pulumi hides whole outputs only, so ${show(name)} would be in its state for all to read`;
    return [refuse(`${why}. Name the whole: ${show(output)}`)];
  });
}
