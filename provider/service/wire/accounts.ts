import { ACCOUNTS_IN_PAGE, type AdvertiserAccount, type CustomerManagement } from "../customerManagement";
import { AnswerProblem } from "./answerProblem";
import type { Node, Reading } from "./dialect";
import { isMembers, member, text } from "./nodes";
import { listed } from "./reads";
import type { Carrier } from "./transport";

/** The port of Customer Management over a transport. */
export function customerManagement(carrier: Carrier): CustomerManagement {
  return {
    getUserId: () => getUserId(carrier),
    searchAccounts: (userId, page) => searchAccounts(carrier, userId, page),
  };
}

async function getUserId({ call, reading, dialect }: Carrier): Promise<string> {
  const operation = "GetUser";
  // Without UserId it is about the one whose token it is.
  const { result, trackingId } = await call(operation, {});
  return reading(operation, trackingId, () => idIn(member(result, "User", dialect), "Id", "user", dialect));
}

async function searchAccounts(
  carrier: Carrier,
  userId: string,
  page: number,
): Promise<readonly AdvertiserAccount[]> {
  const operation = "SearchAccounts";
  const { dialect } = carrier;
  const answered = await carrier.call(operation, {
    Predicates: dialect.list("Predicate", [{ Field: "UserId", Operator: "Equals", Value: userId }]),
    Ordering: dialect.list("OrderBy", [{ Field: "Id", Order: "Ascending" }]),
    PageInfo: { Index: dialect.number(String(page)), Size: dialect.number(String(ACCOUNTS_IN_PAGE)) },
  });
  return carrier.reading(operation, answered.trackingId, () =>
    listed(carrier, operation, answered, "Accounts", "AdvertiserAccount")
      .filter(isMembers)
      .map((node) => decodeAccount(node, dialect)),
  );
}

function decodeAccount(node: Node, reading: Reading): AdvertiserAccount {
  return {
    id: idIn(node, "Id", "account", reading),
    customerId: idIn(node, "ParentCustomerId", "account", reading),
    name: text(node, "Name", reading) ?? "",
    number: text(node, "Number", reading) ?? "",
    status: text(node, "AccountLifeCycleStatus", reading)?.trim() || "Unknown",
  };
}

function idIn(node: Node, name: string, of: string, reading: Reading): string {
  const id = text(node, name, reading)?.trim() ?? "";
  if (!/^[0-9]{1,19}$/.test(id)) throw new AnswerProblem("MalformedAnswer", `the ${of} has no ${name}`);
  return id;
}
