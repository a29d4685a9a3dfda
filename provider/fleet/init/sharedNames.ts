import type { NamedAccount } from "./stackNames";

/** The customers with several of these accounts. In a customer a name of a goal or tag is there once, whatever the account. */
export function customersOfSeveral(accounts: readonly NamedAccount[]): readonly string[] {
  const ids = accounts.map(({ account }) => account.customerId);
  return [...new Set(ids)].filter((id) => ids.indexOf(id) < ids.lastIndexOf(id));
}

const SHOWN = 3;

/** Why their stacks must not have the same names, as two lines or three. */
export function sharedNamesWords(customers: readonly string[], how: string): readonly string[] {
  const more = customers.length - SHOWN;
  const shown = customers.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
  const who = customers.length === 1 ? `customer ${shown} has` : `customers ${shown} have`;
  return [
    `Several accounts are of one customer: ${who} more than one here. Names of goals and tags are unique in a customer:`,
    "with the same names these accounts would share one goal, and each of their stacks would change, and on destroy pause it.",
    `Give each account names of its own: ${how}`,
  ];
}
