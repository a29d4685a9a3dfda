import { problemOf, type RuleId } from "../rules";
import type { Version } from "../schema/model";
import { type OperationName, rootOf } from "../schema/operations";
import { judgeAccessToken } from "../signIn/tokens";
import type { Account, Customer } from "../store/types";
import { type Caller, type Context, refuseCall } from "./context";
import { ServiceFault } from "./faults";

/** The credentials and ids of a call's headers, by the names that SOAP gives them. */
export type CallHeaders = ReadonlyMap<string, string>;

/** Checks the headers of a call. Throws ServiceFault: 116, 105, 109, 1029, 1030, 106, 119. */
export function authorize(
  context: Context,
  headers: CallHeaders,
  operation: OperationName,
  version: Version,
): Caller {
  checkTokens(context, headers);
  if (rootOf(operation) === "customer" && context.holds("customer.no-ids"))
    return { version, customer: usersCustomer(context), account: undefined };
  const customer = findCustomer(context, headers.get("CustomerId") ?? "");
  const accountId = headers.get("CustomerAccountId") ?? "";
  const wanted = !operation.includes("UetTags") || !context.holds("auth.tags-need-no-account");
  if (accountId === "" && !wanted) return { version, customer, account: undefined };
  return { version, customer, account: findAccount(context, customer, accountId) };
}

function checkTokens(context: Context, headers: CallHeaders): void {
  const token = headers.get("AuthenticationToken") ?? "";
  refuseCall(context, "adapi", "auth.token-missing", token === "");
  refuseCall(context, "adapi", "auth.developer-token-missing", (headers.get("DeveloperToken") ?? "") === "");
  const worth = judgeAccessToken(token, context.store.now());
  refuseCall(context, "adapi", "auth.token-expired", worth === "expired");
  refuseCall(context, "adapi", "auth.token-invalid", worth !== "good");
}

/** The one user is of the first customer. */
function usersCustomer({ store }: Context): Customer {
  return store.customers[0] ?? { id: "111", pilots: [], inStorePilot: true };
}

const isNumber = (text: string): boolean => /^\d{1,19}$/.test(text);

function findCustomer(context: Context, id: string): Customer {
  refuseCall(context, "api", "auth.customer-missing", id === "");
  refuseCall(context, "api", "auth.customer-unreadable", !isNumber(id));
  return context.store.customer(id) ?? fail("adapi", "auth.customer-unknown");
}

function findAccount(context: Context, customer: Customer, id: string): Account {
  refuseCall(context, "api", "auth.account-missing", id === "");
  const account = context.store.account(id);
  if (account === undefined) return fail("adapi", "auth.account-invalid");
  refuseCall(context, "adapi", "auth.account-foreign", account.customerId !== customer.id);
  return account;
}

function fail(kind: "adapi" | "api", rule: RuleId): never {
  throw new ServiceFault(kind, [problemOf(rule)]);
}
