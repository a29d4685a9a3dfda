import type { OtherProcesses } from "./otherProcesses";

/** Who wants a goal Active. */
export interface Wanter {
  readonly resource: string;
  readonly accountId: string;
  /** The goal is the customer's: all its accounts show it. */
  readonly isShared: boolean;
  /** It is listed in the account's library, which pauses only what it does not list. */
  readonly isListed: boolean;
}

/**
 * Who of a program wants goals Active, and which libraries pause all that they do not list, in the accounts of one customer. A program that
 * has both for one account contradicts itself, whatever the account shows now: one of the two would undo what the other does, run by run.
 */
export class ActiveGoals {
  readonly #wanters = new Map<string, Wanter>();
  readonly #pausers = new Map<string, string>();

  constructor(
    private readonly others: OtherProcesses,
    private readonly scope: string,
  ) {}

  /** A resource wants a goal Active. The library that would pause it. */
  wants(wanter: Wanter): string | undefined {
    const { resource, accountId, isShared, isListed } = wanter;
    this.#wanters.set(resource, wanter);
    if (isListed && !isShared) return undefined;
    this.others.claim(this.#key("active", isShared ? ANY : accountId), resource);
    const own = [...this.#pausers].find(([account]) => hits(account, wanter));
    // Where that cannot be found out nobody can pause either.
    return own?.[1] ?? this.others.seenHolderOf(this.#key("pauses", isShared ? ANY : accountId));
  }

  /** A library pauses what it does not list in an account. The resource whose goal it would pause, as far as that can be found out. */
  pauses(accountId: string, library: string): string | undefined {
    this.#pausers.set(accountId, library);
    for (const where of [accountId, ANY]) this.others.claim(this.#key("pauses", where), library);
    return this.#wanterIn(accountId, (key) => this.others.seenHolderOf(key));
  }

  /** The resource whose goal a library of this account would pause. Throws an Error if that cannot be found out. */
  wanterIn(accountId: string): string | undefined {
    return this.#wanterIn(accountId, (key) => this.others.holderOf(key));
  }

  #wanterIn(accountId: string, elsewhere: (key: string) => string | undefined): string | undefined {
    const own = [...this.#wanters.values()].find((wanter) => hits(accountId, wanter));
    if (own !== undefined) return own.resource;
    return elsewhere(this.#key("active", accountId)) ?? elsewhere(this.#key("active", ANY));
  }

  #key(kind: string, where: string): string {
    return `${this.scope} ${kind} ${where}`;
  }
}

/** A library of some account or other. */
const ANY = "";

/** Whether a library of an account that pauses what it does not list would pause this one. */
function hits(accountId: string, wanter: Wanter): boolean {
  return wanter.accountId === accountId ? !wanter.isListed : wanter.isShared;
}
