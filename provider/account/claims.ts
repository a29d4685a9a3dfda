import { foldName, type NameHolder } from "../goals/names";
import { AutoTagging } from "./autoTagging";
import { ALONE, type OtherProcesses } from "./otherProcesses";
import { SharedActiveGoals } from "./sharedActiveGoals";

/**
 * Who of this program holds what in one customer: each name and each id has at most one resource. To the service,
 * names that differ only in case or blanks are the same, so they count as one here.
 */
export class Claims {
  readonly #names = new Map<string, NameHolder>();
  readonly #ids = new Map<string, string>();
  readonly #takers = new Map<string, string>();
  readonly #condemned = new Map<string, string>();
  #inStore: string | undefined;

  /** `scope`: what these claims are about, to tell them from others that the processes share. */
  constructor(
    private readonly others: OtherProcesses = ALONE,
    private readonly scope = "",
  ) {}

  /** Notes that a resource wants a name. The other resource, with the name as it has it, when that one wants it too. */
  claimName(name: string, resource: string): NameHolder | undefined {
    const folded = foldName(name);
    const holder = this.#names.get(folded);
    if (holder !== undefined && holder.resource !== resource) return holder;
    const other = holder === undefined ? this.#claimedElsewhere("name", folded, resource) : undefined;
    this.#names.set(folded, { resource, name });
    return other === undefined ? undefined : { resource: other, name };
  }

  /**
   * Notes that a resource manages an id. The other resource's name when that one does already, or is going to take it over: who manages
   * it keeps it, and the taker is refused.
   */
  claimId(id: string, resource: string): string | undefined {
    const known = this.#ids.get(id);
    const elsewhere = known === undefined ? this.#claimedElsewhere("id", id, resource) : undefined;
    const holder = known ?? elsewhere ?? resource;
    this.#ids.set(id, holder);
    const other = holder === resource ? this.#takers.get(id) : holder;
    return other === resource ? undefined : other;
  }

  /**
   * A resource gets something new in place of what it manages, as with `replaceOnChanges`: what it had is nobody's, and is paused like all that
   * leaves. `kept`: the id that it has from now on, where that exists.
   */
  leaveIds(resource: string, kept: string | undefined): void {
    for (const [id, holder] of this.#ids) {
      if (holder !== resource || id === kept) continue;
      this.#ids.delete(id);
      this.others.release(this.#key("id", id), resource);
    }
  }

  /** Notes that a resource is the customer's one in-store goal. The other resource's name when that one is it already. */
  claimInStore(resource: string): string | undefined {
    this.#inStore ??= this.#claimedElsewhere("in-store", "", resource) ?? resource;
    return this.#inStore === resource ? undefined : this.#inStore;
  }

  /** Notes that a resource is going to take over what has an id. The other resource's name when that one does already. */
  claimTake(id: string, resource: string): string | undefined {
    const taker = this.#takers.get(id) ?? this.#claimedElsewhere("take", id, resource) ?? resource;
    this.#takers.set(id, taker);
    return taker === resource ? undefined : taker;
  }

  /** The resource of this program that manages an id, or is to: also one that fails to take a goal over. */
  wanterOf(id: string): string | undefined {
    return this.holderOf(id) ?? this.#takers.get(id) ?? this.others.holderOf(this.#key("take", id));
  }

  /** The resource of this program that manages an id. */
  holderOf(id: string): string | undefined {
    return this.#ids.get(id) ?? this.others.holderOf(this.#key("id", id));
  }

  /** Notes that a resource is going to pause what has an id, since it does not list it. */
  condemn(id: string, resource: string): void {
    if (!this.#condemned.has(id)) this.#claimedElsewhere("condemned", id, resource);
    this.#condemned.set(id, resource);
  }

  /** The resource of this program that is going to pause what has an id. */
  condemnedBy(id: string): string | undefined {
    // Where that cannot be found out nobody can condemn either.
    return this.#condemned.get(id) ?? this.others.seenHolderOf(this.#key("condemned", id));
  }

  #claimedElsewhere(kind: string, what: string, resource: string): string | undefined {
    return this.others.claim(this.#key(kind, what), resource);
  }

  #key(kind: string, what: string): string {
    return `${this.scope} ${kind} ${what}`;
  }
}

/** The claims of one customer; goals, tags and accounts count their ids and names apart. */
export interface CustomerClaims {
  readonly goals: Claims;
  /** Which goals are to be Active, and which accounts have a library that pauses all others. */
  readonly active: SharedActiveGoals;
  readonly tags: Claims;
  /** By the ids of accounts. */
  readonly settings: Claims;
  /** By the ids of campaigns. */
  readonly campaigns: Claims;
  readonly autoTagging: AutoTagging;
}

export function claimsOf(customerId: string, others?: OtherProcesses): CustomerClaims {
  return {
    goals: new Claims(others, `${customerId} goals`),
    active: new SharedActiveGoals(others ?? ALONE, `${customerId} goals`),
    tags: new Claims(others, `${customerId} tags`),
    settings: new Claims(others, `${customerId} settings`),
    campaigns: new Claims(others, `${customerId} campaigns`),
    autoTagging: new AutoTagging(),
  };
}
