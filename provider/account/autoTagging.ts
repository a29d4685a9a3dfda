/**
 * Who of a program wants auto-tagging off, and who turns it on, in the accounts of one customer: Microsoft turns it on with each goal of
 * some types that is added or changed, for goals of the customer in all accounts.
 */
export class AutoTagging {
  readonly #off = new Map<string, string>();
  readonly #on = new Map<string, string>();

  /** A resource wants it off in an account. The goal that turns it on there. */
  turnsOff(accountId: string, resource: string): string | undefined {
    this.#off.set(accountId, resource);
    return this.#on.get(accountId) ?? this.#on.get(EVERYWHERE);
  }

  /** A goal turns it on in an account, or everywhere. The resource that wants it off there. */
  turnsOn(accountId: string | undefined, goal: string): string | undefined {
    const where = accountId ?? EVERYWHERE;
    if (!this.#on.has(where)) this.#on.set(where, goal);
    return accountId === undefined ? [...this.#off.values()][0] : this.#off.get(accountId);
  }
}

const EVERYWHERE = "";
