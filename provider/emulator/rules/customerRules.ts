import { assumed, documented, observed } from "./rule";

/** Customer Management: which accounts a user can reach. Its errors of requests have no symbol on the wire. */
export const customerRules = {
  "customer.no-ids": documented(
    "Microsoft: GetUser and SearchAccounts, request headers",
    "Calls of Customer Management need no CustomerId and no CustomerAccountId",
  ),
  "user.nil": documented("Microsoft: GetUser", "Without UserId the answer is about the caller"),
  "user.foreign": assumed(
    "no code is documented; here is one user only",
    "No user that the caller can see has this id",
    106,
    "UserIsNotAuthorized",
  ),
  "search.predicate": observed(
    "Microsoft Q&A 297144; Microsoft: SearchAccounts and Predicate have the fields and their operators",
    "Exactly one predicate, with a field and an operator that belong together; AccountLifeCycleStatus only beside another one",
    3030,
    "InvalidPredicate",
  ),
  "search.page": assumed(
    "Microsoft: Paging says 1,000 at most; no code is documented",
    "PageInfo must be given, with a Size of 1 to 1,000 and an Index of 0 or more",
    3030,
    "InvalidPredicate",
  ),
  "search.linked": documented(
    "Microsoft: Account Hierarchy and User Permissions",
    "By UserId also accounts of other customers are found that the user can reach (here: all); otherwise those of the user's own customer",
  ),
  "search.active-pause": documented(
    "Microsoft: Predicate",
    "Asked for Active accounts, also those are found that the billing service has paused (PauseReason 2), and not so for Pause",
  ),
  "search.order": documented("Microsoft: SearchAccounts", "Ordering orders by Id, Name or Number"),
} as const;
