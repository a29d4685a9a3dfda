import { identityOf, type Props, resourceName } from "./shape";

/** What people call the resources of a program: by their names, and where two have one name by their parents as well. */
export class ResourceNames {
  readonly #identities = new Map<string, Set<string>>();

  /** The resource in words. To ask for it is to make the resource known. */
  of(props: Props): string {
    const name = resourceName(props);
    const known = this.#identities.get(name) ?? new Set();
    this.#identities.set(name, known.add(identityOf(props)));
    return known.size > 1 ? identityOf(props) : name;
  }
}
