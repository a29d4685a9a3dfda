import type { AdvertiserAccount } from "../../service/customerManagement";
import { settingsFileOf } from "../file/stackNames";

/** An account with the name of its stack. */
export interface NamedAccount {
  readonly stack: string;
  readonly account: AdvertiserAccount;
}

/** Pulumi takes 100 characters; an id after it takes 20. */
const LONGEST = 60;

/**
 * A stack for each account, by stack: named after the account, with its id where two would be the same. `kept`: the stacks that accounts have already, by
 * their ids; these stay, since another name would be another stack.
 */
export function namedAccounts(
  accounts: readonly AdvertiserAccount[],
  kept: ReadonlyMap<string, string> = new Map(),
): readonly NamedAccount[] {
  const taken = new Set([...kept.values()].map(settingsFileOf));
  const fresh = accounts.filter(({ id }) => !kept.has(id));
  const longer = new Map<string, number>();
  const nameOf = (account: AdvertiserAccount) => slugAt(longer.get(account.id) ?? 0, account);
  for (let clashing = fresh; clashing.length > 0; ) {
    const uses = countOf(fresh.map(nameOf));
    // Two with their ids are never the same.
    clashing = fresh.filter((account) => {
      const name = nameOf(account);
      return taken.has(name) || ((uses.get(name) ?? 0) > 1 && !longer.has(account.id));
    });
    for (const { id } of clashing) longer.set(id, (longer.get(id) ?? 0) + 1);
  }
  return accounts
    .map((account) => ({ stack: kept.get(account.id) ?? nameOf(account), account }))
    .toSorted((a, b) => (a.stack < b.stack ? -1 : 1));
}

/** The name, the name with the account's id, and longer ones for what somebody has named by hand. */
function slugAt(length: number, account: AdvertiserAccount): string {
  const slug = slugOf(account);
  return length === 0 ? slug : `${slug}-${account.id}${"-x".repeat(length - 1)}`;
}

/** The account's name in the letters that a stack's name may have: "Müller & Söhne" → muller-sohne. */
export function slugOf({ id, name }: AdvertiserAccount): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, LONGEST)
    .replace(/-$/, "");
  return slug === "" ? `account-${id}` : slug;
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
