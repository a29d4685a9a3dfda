import { foldName, type NameHolder } from "../goals/names";

/**
 * Who of this program holds what in one customer: each name and each id has at most one resource. The service takes names that are the
 * same but for case or blanks for one, so they count as one here.
 */
export class Claims {
  readonly #names = new Map<string, NameHolder>();
  readonly #ids = new Map<string, string>();
  readonly #takers = new Map<string, string>();
  readonly #condemned = new Map<string, string>();
  #inStore: string | undefined;

  /** Notes that a resource wants a name. The other resource, with the name as it has it, when that one wants it too. */
  claimName(name: string, resource: string): NameHolder | undefined {
    const folded = foldName(name);
    const holder = this.#names.get(folded);
    if (holder !== undefined && holder.resource !== resource) return holder;
    this.#names.set(folded, { resource, name });
    return undefined;
  }

  /**
   * Notes that a resource stands for an id. The other resource's name when that one does already, or is going to take it over: who stands
   * for it keeps it, and the taker is refused.
   */
  claimId(id: string, resource: string): string | undefined {
    const holder = this.#ids.get(id) ?? resource;
    this.#ids.set(id, holder);
    const other = holder === resource ? this.#takers.get(id) : holder;
    return other === resource ? undefined : other;
  }

  /** Notes that a resource is the customer's one in-store goal. The other resource's name when that one is it already. */
  claimInStore(resource: string): string | undefined {
    this.#inStore ??= resource;
    return this.#inStore === resource ? undefined : this.#inStore;
  }

  /** Notes that a resource is going to take over what has an id. The other resource's name when that one does already. */
  claimTake(id: string, resource: string): string | undefined {
    const taker = this.#takers.get(id) ?? resource;
    this.#takers.set(id, taker);
    return taker === resource ? undefined : taker;
  }

  /** The resource of this program that stands for an id, or is to: one that fails to take a goal over wants it all the same. */
  wanterOf(id: string): string | undefined {
    return this.#ids.get(id) ?? this.#takers.get(id);
  }

  /** The resource of this program that stands for an id. */
  holderOf(id: string): string | undefined {
    return this.#ids.get(id);
  }

  /** Notes that a resource is going to pause what has an id, since it does not list it. */
  condemn(id: string, resource: string): void {
    this.#condemned.set(id, resource);
  }

  /** The resource of this program that is going to pause what has an id. */
  condemnedBy(id: string): string | undefined {
    return this.#condemned.get(id);
  }
}

/** The claims of one customer; goals and tags count their ids and names apart. */
export interface CustomerClaims {
  readonly goals: Claims;
  readonly tags: Claims;
}
