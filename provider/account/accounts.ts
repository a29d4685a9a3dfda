import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import { Account } from "./account";
import { type CustomerClaims, claimsOf } from "./claims";
import type { AccountEnvironment } from "./entities";

/** The accounts of a process, one session each. */
export class Accounts {
  readonly #accounts = new Map<string, Account>();
  readonly #claims = new Map<string, CustomerClaims>();
  #stopped: Error | undefined;

  constructor(
    private readonly connect: (ref: AccountRef) => CampaignManagement,
    private readonly environment: AccountEnvironment,
  ) {}

  /** The session of an account; opened at first use. */
  of(ref: AccountRef): Account {
    const key = `${ref.customerId}/${ref.accountId}`;
    const open = this.#accounts.get(key);
    if (open !== undefined) return open;
    const claims = this.#claims.get(ref.customerId) ?? claimsOf(ref.customerId, this.environment.others);
    this.#claims.set(ref.customerId, claims);
    const account = new Account(ref, claims, this.connect(ref), this.environment);
    this.#accounts.set(key, account);
    if (this.#stopped !== undefined) account.stop(this.#stopped);
    return account;
  }

  /** Those that are opened later start no write either. */
  stop(error: Error): void {
    this.#stopped = error;
    for (const account of this.#accounts.values()) account.stop(error);
  }

  get busy(): boolean {
    return [...this.#accounts.values()].some((account) => account.busy);
  }
}
