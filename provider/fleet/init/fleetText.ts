import { Document, isMap, isScalar, isSeq } from "yaml";
import type { ConfigValues } from "../fleet";
import { customersOfSeveral, sharedNamesWords } from "./sharedNames";
import type { NamedAccount } from "./stackNames";

/** What a new fleet file says. Paths are relative to its folder. */
export interface NewFleet {
  readonly program: string;
  readonly record: string;
  /** For every account's stack. */
  readonly config: ConfigValues;
  readonly accounts: readonly NamedAccount[];
  /** The path of the CSV file that has the accounts. Default: the file itself has them. */
  readonly csv?: string;
}

const HEAD = ` The accounts of msads fleet: one Pulumi stack for each account, all with one program.
 A CSV file may list the accounts instead: accounts: accounts.csv`;

const RECORD = ` The folder that notes what was applied to each account. If several machines run the fleet, use a folder
 that they share, or keep it in the CI's cache.`;

const ADOPT = ` Goals that are already as the program wants them are taken over. Without this, a run that was killed
 before Pulumi had stored its state could not go on: its own goals would be in its way.`;

const INLINE = 'add config: { "msads:namePrefix": "Acme " } to its line.';
const COLUMN = "add a column msads:namePrefix to the CSV file.";

/** The text of a fleet file. Whatever the accounts' names hold, it is YAML with the values that were given. */
export function fleetText({ program, record, config, accounts, csv }: NewFleet): string {
  const rows = csv ?? accounts.map(rowOf);
  const document = new Document({ program, record, config, accounts: rows });
  document.commentBefore = HEAD;
  comment(document.contents, "record", RECORD);
  comment(document.get("config"), "msads:adopt", ADOPT);
  const several = customersOfSeveral(accounts);
  if (several.length > 0)
    comment(
      document.contents,
      "accounts",
      ` ${sharedNamesWords(several, csv === undefined ? INLINE : COLUMN).join("\n ")}`,
    );
  if (csv === undefined) commentAccounts(document.get("accounts"), accounts);
  return document.toString({ lineWidth: 0 });
}

/** The text of a CSV file of accounts. Neither stacks nor ids have characters that would need quotes. */
export function accountsCsv(accounts: readonly NamedAccount[]): string {
  const rows = accounts
    .map(rowOf)
    .map(({ stack, customerId, accountId }) => `${stack},${customerId},${accountId}\n`);
  return `stack,customerId,accountId\n${rows.join("")}`;
}

/** What people call an account, on one line: "Acme (X0000222)". */
export function titleOf({ name, number }: NamedAccount["account"]): string {
  // Characters that break lines, or change how a terminal shows the rest, are no part of a name.
  const shown = name.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return [shown, number === "" ? "" : `(${number})`].filter((part) => part !== "").join(" ");
}

function rowOf({ stack, account }: NamedAccount) {
  return { stack, customerId: account.customerId, accountId: account.id };
}

function comment(map: unknown, name: string, text: string): void {
  const keys = isMap(map) ? map.items.map(({ key }) => key) : [];
  for (const key of keys) if (isScalar(key) && key.value === name) key.commentBefore = text;
}

/** Each account on one line, with what people call it above. */
function commentAccounts(list: unknown, accounts: readonly NamedAccount[]): void {
  if (!isSeq(list)) return;
  for (const [at, item] of list.items.entries()) {
    const account = accounts[at]?.account;
    if (!isMap(item) || account === undefined) continue;
    item.flow = true;
    const title = titleOf(account);
    if (title !== "") item.commentBefore = ` ${title}`;
  }
}
