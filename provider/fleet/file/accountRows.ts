import type { ConfigValues, FleetAccount } from "../fleet";
import { type FleetProblems, type Place, placeWords, shown } from "../fleetFileError";
import { isStackName, settingsFileOf } from "./stackNames";

/** A text and where it stands. */
export interface Cell extends Place {
  readonly text: string;
}

/** A value of a stack's config. */
export interface ConfigCell extends Cell {
  /** The full key, like "msads:namePrefix". */
  readonly key: string;
}

/** An account as a file has it. Fields that are missing or empty are undefined; a field that was refused while reading is "refused". */
export interface AccountRow extends Place {
  readonly stack: Field;
  readonly customerId: Field;
  readonly accountId: Field;
  readonly config: readonly ConfigCell[];
}

export type Field = Cell | undefined | "refused";

/** The fields of a row, in the order in which people write them. */
export const ROW_FIELDS = ["stack", "customerId", "accountId"] as const;

/** The accounts of the rows, with the config that all have in common. What is wrong with any row is added to the problems. */
export function accountsOf(
  rows: readonly AccountRow[],
  shared: readonly ConfigCell[],
  problems: FleetProblems,
): readonly FleetAccount[] {
  for (const row of rows) checkFields(row, problems);
  refuseSameStacks(rows, problems);
  refuseSameAccounts(rows, problems);
  refuseMixedEnvironments(rows, shared, problems);
  const common = valuesOf(shared);
  return rows.map((row): FleetAccount => {
    const customerId = textOf(row.customerId) ?? "";
    const accountId = textOf(row.accountId) ?? "";
    const ids = { "msads:customerId": customerId, "msads:accountId": accountId };
    const config = { ...common, ...valuesOf(row.config), ...ids };
    return { stack: textOf(row.stack) ?? "", customerId, accountId, config };
  });
}

function textOf(field: Field): string | undefined {
  return field === undefined || field === "refused" ? undefined : field.text;
}

function valuesOf(config: readonly ConfigCell[]): ConfigValues {
  return Object.fromEntries(config.map(({ key, text }) => [key, text]));
}

function checkFields(row: AccountRow, problems: FleetProblems): void {
  for (const name of ROW_FIELDS) {
    const field = row[name];
    if (field === "refused") continue;
    if (field === undefined) problems.add(row, `${name} is missing`);
    else if (name === "stack") checkStack(field, problems);
    else if (!/^[0-9]{1,19}$/.test(field.text)) problems.add(field, idWords(name, field.text));
  }
}

function checkStack(stack: Cell, problems: FleetProblems): void {
  if (isStackName(stack.text)) return;
  problems.add(
    stack,
    `${shown(stack.text)} is no name of a stack; allowed: letters, digits, "_", "." and, not as the first, "-", at most 100 of them; with an organization: ORGANIZATION/STACK or ORGANIZATION/PROJECT/STACK`,
  );
}

function idWords(name: string, text: string): string {
  const rounded = /^[0-9][.,]?[0-9]*E\+?[0-9]+$/i.test(text)
    ? ". A spreadsheet shortened this one: format the column as text and enter the id again"
    : "";
  return `${name} is ${shown(text)}; allowed: digits, as in the web UI's address (cid=, aid=)${rounded}`;
}

function refuseSameStacks(rows: readonly AccountRow[], problems: FleetProblems): void {
  const firsts = new Map<string, Cell>();
  for (const { stack } of rows) {
    if (stack === undefined || stack === "refused" || !isStackName(stack.text)) continue;
    const file = settingsFileOf(stack.text);
    const first = firsts.get(file);
    if (first === undefined) firsts.set(file, stack);
    else problems.add(stack, sameStackWords(stack, first));
  }
}

function sameStackWords(stack: Cell, first: Cell): string {
  if (stack.text === first.text)
    return `stack ${shown(stack.text)} is there twice: first at ${placeWords(first)}`;
  return (
    `stack ${shown(stack.text)} and ${shown(first.text)} (${placeWords(first)}) have one settings file, Pulumi.<stack>.yaml: ` +
    "it is named without the organization, and some file systems ignore case. Give each account a stack of its own name"
  );
}

/** By the account's id alone: one account is often reached through more than one customer. */
function refuseSameAccounts(rows: readonly AccountRow[], problems: FleetProblems): void {
  const firsts = new Map<string, Cell>();
  for (const { accountId } of rows) {
    if (accountId === undefined || accountId === "refused") continue;
    const id = accountId.text.replace(/^0+(?=.)/, "");
    const first = firsts.get(id);
    if (first === undefined) firsts.set(id, accountId);
    else
      problems.add(
        accountId,
        `account ${shown(accountId.text)} is there twice: first at ${placeWords(first)}. Two stacks would undo each other's changes`,
      );
  }
}

const ENVIRONMENT = "msads:environment";

/** An emulator's accounts among those of production are nearly always a mistake. */
function refuseMixedEnvironments(
  rows: readonly AccountRow[],
  shared: readonly ConfigCell[],
  problems: FleetProblems,
): void {
  const [first, ...others] = rows;
  if (first === undefined) return;
  const expected = environmentOf(first, shared);
  const other = others.find((row) => environmentOf(row, shared) !== expected);
  if (other === undefined) return;
  problems.add(
    other,
    `${ENVIRONMENT} is ${environmentWords(environmentOf(other, shared))} here, but ${environmentWords(expected)} at ${placeWords(first)}. ` +
      "All accounts of a fleet file are in one environment: write a file for each, and set it under config at the top of the file",
  );
}

function environmentOf(row: AccountRow, shared: readonly ConfigCell[]): string {
  return valuesOf([...shared, ...row.config])[ENVIRONMENT]?.trim() ?? "";
}

function environmentWords(environment: string): string {
  return environment === "" ? "not set" : shown(environment);
}
