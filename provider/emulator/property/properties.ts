import type { Context } from "../operations/context";
import type { Account } from "../store/types";
import type { SentProperty } from "./checks";

/** What an account has where nobody has set anything. */
const defaults: Readonly<Record<string, string>> = { AdClickParallelTracking: "true" };

/** A property as an answer has it. */
export function propertyValue(context: Context, account: Account, name: string): string | null {
  if (name === "MSCLKIDAutoTaggingEnabled") return flag(context, account.autoTagging);
  if (name === "IncludeViewThroughConversions") {
    const isOff = !context.store.settings.features.viewThrough;
    return isOff && context.holds("account.view-through-nil") ? null : flag(context, account.viewThrough);
  }
  const unset = context.holds("account.unset-is-nil") ? null : "";
  return account.properties?.[name] ?? defaults[name] ?? unset;
}

function flag(context: Context, value: boolean): string {
  const text = String(value);
  return context.holds("account.capital-flags") ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The account with a property set. An empty text takes it away. */
export function withProperty(context: Context, account: Account, { name, value }: SentProperty): Account {
  if (value === undefined && context.holds("account.nil-keeps")) return account;
  const text = value ?? "";
  if (name === "MSCLKIDAutoTaggingEnabled") return { ...account, autoTagging: isTrue(text) };
  if (name === "IncludeViewThroughConversions") return { ...account, viewThrough: isTrue(text) };
  const { [name]: _old, ...others } = account.properties ?? {};
  return { ...account, properties: text === "" ? others : { ...others, [name]: text } };
}

const isTrue = (text: string): boolean => text.toLowerCase() === "true";
