import type { Context } from "../operations/context";
import { withProperty } from "../property/properties";
import { enums, enumValues } from "../schema/tables";
import type { Account } from "../store/types";
import { BadAdminRequest } from "./badAdminRequest";
import { typed } from "./typed";

/** New values of account properties by Microsoft's name; null or "" takes one away. */
export type AccountEdit = Readonly<Record<string, string | number | boolean | null>>;

const flags: readonly string[] = ["MSCLKIDAutoTaggingEnabled", "IncludeViewThroughConversions"];

/** Changes an account's properties as a person does in the web UI. Throws BadAdminRequest for an unknown account, property or value. */
export function editAccount(context: Context, id: string, edit: AccountEdit): Account {
  const account = context.store.account(id);
  if (account === undefined) throw new BadAdminRequest(`no account ${id}`);
  const changed = Object.entries(edit).reduce(
    (before, [name, value]) => withProperty(context, before, { name, value: propertyText(name, value) }),
    account,
  );
  context.store.putAccount(changed);
  return changed;
}

function propertyText(name: string, value: AccountEdit[string]): string {
  const { AccountPropertyName: names = { values: [] } } = enums;
  const known = enumValues(names, 13).filter((each) => each !== "None");
  if (!known.includes(name))
    throw new BadAdminRequest(`an account has no property ${name}; it has ${known.join(", ")}`);
  if (flags.includes(name)) return String(typed("xs:boolean", value, name));
  return String(typed("xs:string", typeof value === "boolean" ? String(value) : (value ?? ""), name));
}
