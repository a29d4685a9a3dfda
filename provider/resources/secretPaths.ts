import * as pulumi from "@pulumi/pulumi";
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

async function pathsIn(path: string, value: Unresolved["value"]): Promise<readonly string[]> {
  try {
    if (pulumi.Output.isInstance(value)) return (await pulumi.isSecret(value)) ? [path] : [];
    const inside = unresolvedIn(await value, path);
    return (await Promise.all(inside.map((each) => pathsIn(each.path, each.value)))).flat();
  } catch {
    return [];
  }
}
