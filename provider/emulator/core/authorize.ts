import { problemOf, type RuleId } from "../rules";
import type { Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { judgeAccessToken } from "../signIn/tokens";
import type { Account, Customer } from "../store/types";
import { ServiceFault } from "./faults";
import { type Caller, refuseCall, type World } from "./world";

/** The credentials and ids of a call's headers, by the names that SOAP gives them. */
export type CallHeaders = ReadonlyMap<string, string>;

/** Checks the headers of a call. Throws ServiceFault: 116, 105, 109, 1029, 1030, 106, 119. */
export function authorize(
  world: World,
  headers: CallHeaders,
  operation: OperationName,
  version: Version,
): Caller {
  checkTokens(world, headers);
  const customer = findCustomer(world, headers.get("CustomerId") ?? "");
  const accountId = headers.get("CustomerAccountId") ?? "";
  const wanted = operation.includes("ConversionGoals") || !world.holds("auth.tags-need-no-account");
  if (accountId === "" && !wanted) return { version, customer, account: undefined };
  return { version, customer, account: findAccount(world, customer, accountId) };
}

function checkTokens(world: World, headers: CallHeaders): void {
  const token = headers.get("AuthenticationToken") ?? "";
  refuseCall(world, "adapi", "auth.token-missing", token === "");
  refuseCall(world, "adapi", "auth.developer-token-missing", (headers.get("DeveloperToken") ?? "") === "");
  const worth = judgeAccessToken(token, world.store.now());
  refuseCall(world, "adapi", "auth.token-expired", worth === "expired");
  refuseCall(world, "adapi", "auth.token-invalid", worth !== "good");
}

const isNumber = (text: string): boolean => /^\d{1,19}$/.test(text);

function findCustomer(world: World, id: string): Customer {
  refuseCall(world, "api", "auth.customer-missing", id === "");
  refuseCall(world, "api", "auth.customer-unreadable", !isNumber(id));
  return world.store.customer(id) ?? fail("adapi", "auth.customer-unknown");
}

function findAccount(world: World, customer: Customer, id: string): Account {
  refuseCall(world, "api", "auth.account-missing", id === "");
  const account = world.store.account(id);
  if (account === undefined) return fail("adapi", "auth.account-invalid");
  refuseCall(world, "adapi", "auth.account-foreign", account.customerId !== customer.id);
  return account;
}

function fail(kind: "adapi" | "api", rule: RuleId): never {
  throw new ServiceFault(kind, [problemOf(rule)]);
}
