import type { Caller, Context } from "../operations/context";
import type { Fields } from "../schema/values";
import type { Account } from "../store/types";
import { userId } from "./user";
import { numberOf, shownName, statusOf } from "./view";

/** One condition on accounts. */
interface Predicate {
  readonly field: string;
  /** Whether the field may have this operator. */
  readonly isKnown: boolean;
  meets(context: Context, caller: Caller, account: Account): boolean;
}

/** Reads a predicate. */
export function predicateOf({ Field, Operator, Value }: Fields): Predicate {
  const [field, operator, value] = [String(Field ?? ""), String(Operator ?? ""), String(Value ?? "")];
  if (field === "UserId")
    return {
      field,
      isKnown: operator === "Equals",
      meets: (context, { customer }, { customerId }) =>
        value.trim() === userId && (context.holds("search.linked") || customerId === customer.id),
    };
  if (field === "AccountLifeCycleStatus")
    return { field, isKnown: operator === "Equals", meets: (context, _, each) => isIn(context, each, value) };
  const { of, operators } = texts[field] ?? { of: () => "", operators: [] };
  return {
    field,
    isKnown: operators.includes(operator),
    meets: (_context, _caller, account) => compared(of(account), operator, value),
  };
}

/** One, or two if the other one is the status. */
export function isFit(predicates: readonly Predicate[]): boolean {
  const others = predicates.filter(({ field }) => field !== "AccountLifeCycleStatus");
  return others.length === 1 && predicates.length <= 2 && predicates.every(({ isKnown }) => isKnown);
}

/** Microsoft: "SearchAccounts Predicates". */
const texts: Readonly<
  Record<string, { readonly of: (account: Account) => string; readonly operators: readonly string[] }>
> = {
  AccountId: { of: ({ id }) => id, operators: ["Equals", "In"] },
  AccountName: { of: shownName, operators: ["Contains", "Equals"] },
  AccountNumber: { of: numberOf, operators: ["Contains", "Equals", "In"] },
  CustomerId: { of: ({ customerId }) => customerId, operators: ["Equals"] },
};

function compared(text: string, operator: string, value: string): boolean {
  if (operator === "Contains") return text.toLowerCase().includes(value.toLowerCase());
  if (operator === "In")
    return value
      .split(",")
      .map((each) => each.trim())
      .includes(text);
  return text.toLowerCase() === value.trim().toLowerCase();
}

/** Paused by the billing service alone counts as active. */
function isIn(context: Context, account: Account, status: string): boolean {
  const own = statusOf(account);
  const isBilling = own === "Pause" && account.pauseReason === 2 && context.holds("search.active-pause");
  return status.trim() === (isBilling ? "Active" : own);
}
