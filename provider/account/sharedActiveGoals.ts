import { ActiveGoals, type Wanter } from "../goals/activeGoals";
import type { OtherProcesses } from "./otherProcesses";

/** The goals that are to be Active and the libraries that pause others, of one customer and all processes of a run. */
export class SharedActiveGoals {
  readonly #own = new ActiveGoals();
  /** Where goals are to be Active: any one of them is reason enough for a library of another process. */
  readonly #told = new Set<string>();

  constructor(
    private readonly others: OtherProcesses,
    private readonly scope: string,
  ) {}

  /** A resource wants a goal Active. The library that would pause it. */
  wants(wanter: Wanter): string | undefined {
    const { resource, accountId, isShared, isListed } = wanter;
    const own = this.#own.wants(wanter);
    if (isListed && !isShared) return own;
    const where = isShared ? ANY : accountId;
    if (!this.#told.has(where)) this.others.claim(this.#key("active", where), resource);
    this.#told.add(where);
    // Where that cannot be found out nobody can pause either.
    return own ?? this.others.seenHolderOf(this.#key("pauses", where));
  }

  /** A library pauses what it does not list in an account. The resource whose goal it would pause, as far as that can be found out. */
  pauses(accountId: string, library: string): string | undefined {
    for (const where of [accountId, ANY]) this.others.claim(this.#key("pauses", where), library);
    return this.#own.pauses(accountId, library) ?? this.#elsewhere(accountId, "seenHolderOf");
  }

  /** The resource whose goal a library of this account would pause. Throws an Error if that cannot be found out. */
  wanterIn(accountId: string): string | undefined {
    return this.#own.wanterIn(accountId) ?? this.#elsewhere(accountId, "holderOf");
  }

  #elsewhere(accountId: string, holderOf: "holderOf" | "seenHolderOf"): string | undefined {
    const holders = [accountId, ANY].map((where) => this.others[holderOf](this.#key("active", where)));
    return holders.find((holder) => holder !== undefined);
  }

  #key(kind: string, where: string): string {
    return `${this.scope} ${kind} ${where}`;
  }
}

/** Some account or other. */
const ANY = "";
