import * as pulumi from "@pulumi/pulumi";
import { isTable } from "../goals/library";
import type { Inputs, Problem } from "../goals/problem";
import { isCovered, joined } from "../goals/propertyPath";
import { UNKNOWN } from "../goals/text";
import { type Unresolved, unresolvedIn } from "./unresolved";

/**
 * The paths of the inputs that Pulumi marks secret, like `revenue.value` or `goals["Order placed"]`; undefined where there are none.
 * A value says only once it is there whether it is secret, so they come as a promise. What fails is told by its own value.
 */
export function secretPaths(
  args: object,
  declared: readonly string[] = [],
): Promise<readonly string[] | undefined> | undefined {
  const found = unresolvedIn(args, "").map(({ path, value }) => pathsIn(path, value));
  if (found.length === 0 && declared.length === 0) return undefined;
  return Promise.all(found).then((paths) => {
    const all = [...new Set([...declared, ...paths.flat()])];
    return all.length === 0 ? undefined : all;
  });
}

/** Problems whose reasons tell no value, without the keys of what is secret: each is told of the secret's own path. */
export function withoutSecretKeys(
  problems: readonly Problem[],
  secret: readonly string[],
): readonly Problem[] {
  return problems.map(({ property, reason }) => {
    const cover = secret.find((path) => isCovered(property, [path]));
    return { property: cover ?? property, reason };
  });
}

/** Inputs whose secret parts are as unknown, and stay so in what is said of others. */
export function withoutSecretValues(inputs: Inputs, secret: readonly string[], above = ""): Inputs {
  const seen = (value: unknown, path: string): unknown => {
    if (isCovered(path, secret)) return UNKNOWN;
    return isTable(value) ? withoutSecretValues(value, secret, path) : value;
  };
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, seen(value, joined(above, name))]),
  );
}

async function pathsIn(
  path: string,
  value: Unresolved["value"],
  above: readonly unknown[] = [],
): Promise<readonly string[]> {
  if (above.includes(value)) return [];
  try {
    if (pulumi.Output.isInstance(value)) return (await pulumi.isSecret(value)) ? [path] : [];
    const inside = unresolvedIn(await value, path);
    return (
      await Promise.all(inside.map((each) => pathsIn(each.path, each.value, [...above, value])))
    ).flat();
  } catch {
    return [];
  }
}
