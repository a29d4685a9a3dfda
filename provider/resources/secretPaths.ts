import * as pulumi from "@pulumi/pulumi";

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

interface Unresolved {
  readonly path: string;
  readonly value: pulumi.Output<unknown> | Promise<unknown>;
}

function unresolvedIn(value: unknown, path: string): readonly Unresolved[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return [{ path, value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => unresolvedIn(member, joined(path, name)));
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

/** A property path as Pulumi writes it. */
function joined(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}
