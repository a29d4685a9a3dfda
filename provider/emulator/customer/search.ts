import type { OperationResult } from "../operations/batch";
import { type Caller, type Context, refuseCall } from "../operations/context";
import { asList, type Fields, isFields } from "../schema/values";
import type { Account } from "../store/types";
import { isFit, predicateOf } from "./predicates";
import { accountView, numberOf, shownName } from "./view";

const mostInPage = 1_000;

/** SearchAccounts: a page of the accounts that meet all predicates. */
export function searchAccounts(context: Context, caller: Caller, request: Fields): OperationResult {
  const predicates = asList(request.Predicates).filter(isFields).map(predicateOf);
  refuseCall(context, "api", "search.predicate", !isFit(predicates));
  const page = isFields(request.PageInfo) ? request.PageInfo : {};
  const [index, size] = [Number(page.Index ?? 0), Number(page.Size ?? 0)];
  refuseCall(context, "api", "search.page", size < 1 || size > mostInPage || index < 0);
  const found = context.store.accounts.filter((account) =>
    predicates.every((predicate) => predicate.meets(context, caller, account)),
  );
  const from = Math.max(0, index * size);
  const shown = inOrder(context, found, request).slice(from, from + size);
  return { answer: { Accounts: shown.map((account) => accountView(account, request)) }, errors: [] };
}

function inOrder(context: Context, accounts: readonly Account[], request: Fields): readonly Account[] {
  const [first] = asList(request.Ordering).filter(isFields);
  if (first === undefined || !context.holds("search.order")) return accounts;
  const sorted = accounts.toSorted(comparing[String(first.Field)] ?? (() => 0));
  return first.Order === "Descending" ? sorted.reverse() : sorted;
}

const comparing: Readonly<Record<string, (a: Account, b: Account) => number>> = {
  Id: (a, b) => Number(BigInt(a.id) - BigInt(b.id)),
  Name: (a, b) => (shownName(a) < shownName(b) ? -1 : 1),
  Number: (a, b) => (numberOf(a) < numberOf(b) ? -1 : 1),
};
