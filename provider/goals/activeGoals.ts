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

  /** A resource wants a goal Active. The library that would pause it. */
  wants(wanter: Wanter): string | undefined {
    this.#wanters.set(wanter.resource, wanter);
    return [...this.#pausers].find(([accountId]) => isPaused(wanter, accountId))?.[1];
  }

  /** A library pauses what it does not list in an account. The resource whose goal it would pause. */
  pauses(accountId: string, library: string): string | undefined {
    this.#pausers.set(accountId, library);
    return this.wanterIn(accountId);
  }

  /** The resource whose goal a library of this account would pause. */
  wanterIn(accountId: string): string | undefined {
    return [...this.#wanters.values()].find((wanter) => isPaused(wanter, accountId))?.resource;
  }
}

/** Whether a library of this account that pauses what it does not list pauses the goal. */
function isPaused(wanter: Wanter, accountId: string): boolean {
  return wanter.accountId === accountId ? !wanter.isListed : wanter.isShared;
}

/** Why a goal cannot be had: a library pauses what it does not list. */
export function unlistedWords(goal: string, library: string): string {
  return `goal ${goal} is not listed in library "${library}", which pauses what it does not list. List it there and remove it here, or use unlisted: "ignore" there`;
}

/** Why a library must not pause what it does not list. */
export function wantedWords(wanter: string): string {
  return `"pause" would pause the goal of resource "${wanter}", which this program wants Active. List it here and remove it there, or use unlisted: "ignore"`;
}
