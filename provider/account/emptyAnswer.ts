import { EMPTY_ACCOUNT } from "../config/environmentNames";
import type { AccountRef } from "../service/campaignManagement";

/** Why an answer with nothing in it is not believed where state holds things of the account: one wrong answer would drop or double them all. */
export function emptyAnswer({ customerId, accountId }: AccountRef): (noun: string) => string {
  return (noun) =>
    `account ${accountId} of customer ${customerId} answers with no ${noun} at all, but Pulumi's state holds one. So the run stops, and neither creates everything again nor forgets it. Check customerId, accountId, environment and endpoint. If the account really is empty (for example, an emulator that was restarted), run once with ${EMPTY_ACCOUNT}=true`;
}
