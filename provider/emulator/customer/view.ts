import { asList, type Fields } from "../schema/values";
import type { Account } from "../store/types";

/** Its name, or one made of its id. */
export const shownName = ({ id, name = `Account ${id}` }: Account): string => name;

/** Eight characters, as the web UI shows them. */
export const numberOf = ({ id }: Account): string => `X${id.slice(-7).padStart(7, "0")}`;

export const statusOf = ({ status = "Active" }: Account): string => status;

/** An account as Customer Management shows it. Microsoft: AdvertiserAccount. */
export function accountView(account: Account, { ReturnAdditionalFields: asked }: Fields): Fields {
  const { id, customerId, currency, pauseReason } = account;
  return {
    CurrencyCode: currency,
    Id: id,
    Name: shownName(account),
    Number: numberOf(account),
    ParentCustomerId: customerId,
    AccountLifeCycleStatus: statusOf(account),
    PauseReason: statusOf(account) === "Pause" ? (pauseReason ?? 1) : null,
    ...(asList(asked).includes("AccountMode") ? { AccountMode: "Expert" } : {}),
  };
}
