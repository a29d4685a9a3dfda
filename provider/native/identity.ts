import type { Resource } from "../core/resource";

/** What a URN says: `urn:pulumi:<stack>::<project>::<types of the parents$type>::<name>`. */
export function partsOf(urn: string): {
  readonly stack: string;
  readonly token: string;
  readonly name: string;
  readonly parents: string;
} {
  const [start = "", , types = "", ...name] = urn.split("::");
  const all = types.split("$");
  const stack = start.split(":").slice(2).join(":");
  return { stack, token: all.at(-1) ?? "", name: name.join("::"), parents: all.slice(0, -1).join("$") };
}

/** A resource as the core has it. A URN tells the types of its parents, not their names: Pulumi allows no two that differ in these alone. */
export function resourceOf(
  urn: string,
  { ignored = [], secret = [] }: Partial<Pick<Resource, "ignored" | "secret">> = {},
): Resource {
  const { name, parents } = partsOf(urn);
  const above = urn.split("::").slice(0, 2).join("::");
  return { name, parent: parents === "" ? undefined : `${above}::${parents}`, ignored, secret };
}
