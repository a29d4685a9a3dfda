/** A resource of the program: `identity` tells it from all others of its kind, which `name` alone may not. */
export interface NamedResource {
  readonly name: string;
  readonly identity: string;
}

/** What people call the resources of a program: by their names, and where two have one name by their parents as well. */
export class ResourceNames {
  readonly #identities = new Map<string, Set<string>>();

  /** The resource in words. To ask for it is to make the resource known. */
  of({ name, identity }: NamedResource): string {
    const known = this.#identities.get(name) ?? new Set();
    this.#identities.set(name, known.add(identity));
    return known.size > 1 ? identity : name;
  }
}
