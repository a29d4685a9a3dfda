import { kindOfClass } from "../goal/kinds";
import type { Store } from "../store/store";
import type { StoredGoal } from "../store/types";
import { BadAdminRequest } from "./badAdminRequest";

/** A goal that only the web UI makes, like a smart goal. */
export interface OtherGoal {
  /** As answers name it, without "Goal" at its end: "Smart". */
  readonly type: string;
  readonly name: string;
  readonly tagId?: string;
  /** Default Active. */
  readonly status?: "Active" | "Paused";
  /** Default Customer. */
  readonly scope?: "Customer" | "Account";
  /** Whose it is; default the first account. */
  readonly accountId?: string;
}

/** Puts in a goal that no call could add. Throws BadAdminRequest for an unknown account or a type that the API has. */
export function addOtherGoal(store: Store, given: OtherGoal): StoredGoal {
  const account = given.accountId === undefined ? store.accounts[0] : store.account(given.accountId);
  if (account === undefined) throw new BadAdminRequest(`no account ${given.accountId}`);
  if (kindOfClass(`${given.type}Goal`) !== undefined)
    throw new BadAdminRequest(`${given.type} is a type of the API: add such goals by a call`);
  const { name, tagId, status = "Active", scope = "Customer" } = given;
  const added: StoredGoal = {
    id: store.nextId("goal"),
    customerId: account.customerId,
    accountId: account.id,
    kind: tagId === undefined ? "OfflineConversion" : "Url",
    otherType: given.type,
    fields: { Name: name, Status: status, Scope: scope, ...(tagId === undefined ? {} : { TagId: tagId }) },
    deleted: false,
    conversions: 0,
  };
  store.putGoal(added);
  return added;
}
