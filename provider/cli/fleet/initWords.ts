import { relative } from "node:path";
import { titleOf } from "../../fleet/init/fleetText";
import { customersOfSeveral, sharedNamesWords } from "../../fleet/init/sharedNames";
import { counted } from "../../goals/text";
import { firstOf, shortList } from "./chosenAccounts";
import type { Initialized } from "./runInit";

/** What `msads fleet init` did, for people. */
export function initWords({ file, written, accounts, leftOut, gone }: Initialized, cwd: string): string {
  const shown = relative(cwd, file);
  const place = shown.startsWith("..") ? file : shown;
  const left =
    leftOut.length === 0
      ? []
      : [`  left out, not active: ${counted(leftOut.length, "account")} (${firstOf(leftOut)})`];
  const lost =
    gone.length === 0
      ? []
      : [
          `  ${written ? "not any more in the file" : "in the file, but not found or not active"}: ${shortList(gone.map(({ stack, accountId }) => `${stack} (account ${accountId})`))}`,
        ];
  const first = written ? newWords(place, accounts) : oldWords(place, accounts);
  const several = written ? customersOfSeveral(accounts) : [];
  const shared =
    several.length === 0
      ? []
      : ["", ...sharedNamesWords(several, `set msads:namePrefix for each in ${place}.`)];
  return [...first, ...left, ...lost, ...shared, ...(written ? nextWords(place) : []), ""].join("\n");
}

function nextWords(place: string): readonly string[] {
  const file = place === "fleet.yaml" ? "" : ` --file ${place}`;
  return [
    "",
    "Next:",
    `  msads fleet preview${file}   shows what each account would get, and changes nothing`,
  ];
}

function newWords(place: string, accounts: Initialized["accounts"]): readonly string[] {
  const customers = new Set(accounts.map(({ account }) => account.customerId)).size;
  return [
    `${place}: ${counted(accounts.length, "account")} of ${counted(customers, "customer")}, a stack for each`,
  ];
}

function oldWords(place: string, accounts: Initialized["accounts"]): readonly string[] {
  if (accounts.length === 0) return [`${place} is there already and stays as it is: no account is new`];
  return [
    `${place} is there already and stays as it is. ${counted(accounts.length, "account")} that it lacks:`,
    ...accounts.map(
      ({ stack, account }) =>
        `    ${stack}: customer ${account.customerId}, account ${account.id}${titleOf(account) === "" ? "" : `, ${titleOf(account)}`}`,
    ),
    "  Add those that the fleet is to manage, or write the file anew with --force: accounts keep their stacks, all else in it is lost",
  ];
}
