import type { AnyGoal } from "../../goals/goal";
import type { AccountRef } from "../../service/campaignManagement";
import type { Reader } from "../../session/reader";
import type { LiveTag } from "../../tags/tag";

/** An account's goals and its customer's tags. */
export interface AccountContent {
  readonly goals: readonly AnyGoal[];
  readonly tags: readonly LiveTag[];
}

/** Reads all of it, in two calls. */
export async function readAccount(reader: Reader, ref: AccountRef): Promise<AccountContent> {
  const port = reader.port(ref);
  const [goals, tags] = await Promise.all([port.getConversionGoals("all"), port.getUetTags("all")]);
  return { goals: goals.filter((goal) => goal !== null), tags: tags.filter((tag) => tag !== null) };
}
