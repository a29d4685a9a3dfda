/** An account that a sign-in can reach. Microsoft: AdvertiserAccount. */
export interface AdvertiserAccount {
  readonly id: string;
  /** The customer that owns it, which calls about the account name in their header CustomerId. Microsoft: ParentCustomerId. */
  readonly customerId: string;
  readonly name: string;
  /** What people see in the web UI, like "X0000222"; empty where there is none. */
  readonly number: string;
  /** Active, Draft, Inactive, Pause, Pending, Suspended, or a name that came later; "Unknown" where there is none. Microsoft: AccountLifeCycleStatus. */
  readonly status: string;
}

/** How many accounts one page holds. Microsoft: Paging says 1,000 at most. */
export const ACCOUNTS_IN_PAGE = 1_000;
/** More pages than anybody has accounts for: a service that pages without end must not keep us for ever. */
const MOST_PAGES = 100;

/** Microsoft's Customer Management service, as far as it says whose accounts there are. Every method makes one call, which only reads. */
export interface CustomerManagement {
  /** The id of the user who is signed in. Microsoft: GetUser without UserId. */
  getUserId(): Promise<string>;
  /** A page, counted from 0, of the accounts that a user can reach, by id: those of other customers too. Microsoft: SearchAccounts. */
  searchAccounts(userId: string, page: number): Promise<readonly AdvertiserAccount[]>;
}

/** All accounts that the sign-in can reach, each once, by id. Throws an Error where pages do not end. */
export async function accountsOf(service: CustomerManagement): Promise<readonly AdvertiserAccount[]> {
  const userId = await service.getUserId();
  const found = new Map<string, AdvertiserAccount>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const known = found.size;
    const accounts = await service.searchAccounts(userId, page);
    for (const account of accounts) found.set(account.id, account);
    if (accounts.length < ACCOUNTS_IN_PAGE) return [...found.values()];
    if (found.size === known)
      throw new Error(`SearchAccounts: page ${page + 1} repeats the accounts before.`);
  }
  throw new Error(`SearchAccounts: there are more than ${MOST_PAGES * ACCOUNTS_IN_PAGE} accounts.`);
}
