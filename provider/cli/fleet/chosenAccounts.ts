import { titleOf } from "../../fleet/init/fleetText";
import type { AdvertiserAccount } from "../../service/customerManagement";
import { UsageError } from "../usageError";

/** The accounts that a new fleet gets, and those that it does not since they are not active. */
export interface Chosen {
  readonly active: readonly AdvertiserAccount[];
  readonly leftOut: readonly AdvertiserAccount[];
}

/** Chooses by customer and status. Throws where nothing is left, and says what to check. */
export function chosenAccounts(
  found: readonly AdvertiserAccount[],
  customers: readonly string[],
  environment: string,
): Chosen {
  if (found.length === 0)
    throw new Error(
      `the sign-in can reach no account in ${environment}. Check with \`msads doctor\` who is signed in and in which environment; ` +
        "in Microsoft Advertising, under Users, check which accounts this user may manage",
    );
  refuseUnknown(found, customers);
  const wanted = found.filter(({ customerId }) => customers.length === 0 || customers.includes(customerId));
  const active = wanted.filter(({ status }) => status === "Active");
  const leftOut = wanted.filter(({ status }) => status !== "Active");
  if (active.length === 0)
    throw new Error(`no account is active: ${firstOf(leftOut)}. Check their status in Microsoft Advertising`);
  return { active, leftOut };
}

function refuseUnknown(found: readonly AdvertiserAccount[], customers: readonly string[]): void {
  const known = [...new Set(found.map(({ customerId }) => customerId))];
  const unknown = customers.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new UsageError(
      `--customer ${unknown.join(", ")}: the sign-in can reach no account of it; it reaches accounts of ${shortList(known)}`,
    );
}

/** "Zoo (X0000301): Pause, Acme (X0000302): Draft and 3 more". */
export function firstOf(accounts: readonly AdvertiserAccount[]): string {
  return shortList(accounts.map((account) => `${titleOf(account) || account.id}: ${account.status}`));
}

const SHOWN = 5;

/** The first few. */
export function shortList(words: readonly string[]): string {
  const more = words.length - SHOWN;
  return words.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
