import type { Session } from "../session/session";

/** The resource that an engine asks about, as far as it is not in its inputs. */
export interface Resource {
  /** Its name in the program. */
  readonly name: string;
  /** The URN of the component that it belongs to, without its name where the host does not know it; undefined where that is the stack. */
  readonly parent: string | undefined;
  /** The paths of Pulumi's `ignoreChanges`. */
  readonly ignored: readonly string[];
  /** The paths of inputs that the program marks secret: their values are shown to nobody. */
  readonly secret: readonly string[];
}

/**
 * What tells a resource from all others of its kind in the program: two components may each have a child of one name. Of a child it is
 * "visit (of acme:Shop north)".
 */
export function identityOf({ name, parent }: Resource): string {
  if (parent === undefined) return name;
  const [type = "", ...parentName] = parent.split("::").slice(2);
  const called = [type, parentName.join("::")].filter((part) => part !== "").join(" ");
  return `${name} (of ${called})`;
}

/** What people call the resource. */
export function nameIn({ names }: Pick<Session, "names">, resource: Resource): string {
  return names.of({ name: resource.name, identity: identityOf(resource) });
}
