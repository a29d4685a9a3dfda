import type { Call } from "../emulator";
import { lower } from "./wire";

/** One call of the service that a program's run made. */
export interface ServiceCall {
  /** For example "UpdateConversionGoals"; undefined when the request could not be read so far. */
  readonly operation: string | undefined;
  /** Whether it changes the account. */
  readonly isWrite: boolean;
  /** How many goals, tags, account properties, links of campaigns, or ids were sent; 0 for a read of all. */
  readonly items: number;
  /** What was sent of each of them: which fields, like "revenue.value". */
  readonly sent: readonly SentItem[];
  readonly transport: "soap" | "rest";
  /** Of the API: 12 or 13. */
  readonly version: number;
  readonly customerId?: string;
  readonly accountId?: string;
  /** What the service made of it: all done, some items refused, refused as a whole, or lost on the way. */
  readonly outcome: Call["outcome"];
  /** Microsoft's codes of what was refused. */
  readonly codes: readonly number[];
}

/** One goal, tag, account property or link of a call. */
export interface SentItem {
  readonly id?: string;
  readonly name?: string;
  /** Of a goal, like "Url". */
  readonly type?: string;
  /** Of AddCampaignConversionGoals and DeleteCampaignConversionGoals. */
  readonly link?: { readonly campaignId: string; readonly goalId: string };
  readonly fields: readonly string[];
}

export function serviceCall(call: Call): ServiceCall {
  const { operation, items, transport, version, customerId, accountId, outcome, codes } = call;
  return {
    operation,
    isWrite: operation !== undefined && !operation.startsWith("Get"),
    items,
    sent: call.sent.map(({ id, name, type, link, fields }) => ({
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      ...(type === undefined ? {} : { type: type.replace(/Goal$/, "") }),
      ...(link === undefined ? {} : { link }),
      fields: fields.map((path) => path.split(".").map(lower).join(".")),
    })),
    transport,
    version,
    ...(customerId === undefined ? {} : { customerId }),
    ...(accountId === undefined ? {} : { accountId }),
    outcome,
    codes,
  };
}
