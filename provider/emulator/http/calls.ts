import type { RuleId } from "../rules";
import type { OperationName } from "../schema/operations";
import { asList, type Fields, isFields, typeKey } from "../schema/values";

/** What a call sent about one goal, tag, account property or link of a campaign: which fields, not their values. */
export interface SentItem {
  readonly id?: string;
  /** Of an account property: which one it is. */
  readonly name?: string;
  /** Of a link: what is linked. */
  readonly link?: { readonly campaignId: string; readonly goalId: string };
  /** The goal's class, for example `UrlGoal`. */
  readonly type?: string;
  /** The fields that were on the wire, in their order, those of Revenue as `Revenue.Type`. */
  readonly fields: readonly string[];
}

/** One call of the service, as the log keeps it. It never holds a token. */
export interface Call {
  /** 1 for the first call since start or reset. */
  readonly n: number;
  /** When it arrived and when it was answered, milliseconds since 1970 by the machine's clock. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** By the emulator's clock, ISO 8601. */
  readonly time: string;
  /** Undefined when the request could not be read so far. */
  readonly operation?: OperationName;
  readonly version: number;
  readonly transport: "soap" | "rest";
  readonly customerId?: string;
  readonly accountId?: string;
  /** How many goals, tags, properties, links, names or ids were sent. */
  readonly items: number;
  readonly sent: readonly SentItem[];
  /** Ids, or names of account properties, that a Get asked for. */
  readonly ids: readonly string[];
  /** Length of the request's body. */
  readonly bytes: number;
  /** HTTP status; 0 when the connection was dropped. */
  readonly status: number;
  readonly outcome: "ok" | "partial" | "fault" | "refused" | "dropped" | "empty";
  /** The codes of the fault, or of the PartialErrors. */
  readonly codes: readonly number[];
  /** The rules that refused the call or items of it. */
  readonly refusedBy: readonly RuleId[];
  readonly trackingId: string;
}

/** The last calls, oldest first: as many as were asked for, fewer where they hold many items. */
export class CallLog {
  readonly #kept: Omit<Call, "n">[] = [];
  readonly #most: number;
  readonly #mostItems: number;
  #items = 0;
  #count = 0;

  readonly #heard: (call: Call) => void;

  /** @param heard gets each call as it is answered */
  constructor(heard: (call: Call) => void = () => {}, most = 10_000, mostItems = 100_000) {
    this.#most = most;
    this.#mostItems = mostItems;
    this.#heard = heard;
  }

  add(call: Omit<Call, "n">): void {
    this.#count += 1;
    this.#kept.push(call);
    this.#items += itemsOf(call);
    while (this.#kept.length > this.#most || (this.#items > this.#mostItems && this.#kept.length > 1)) {
      const gone = this.#kept.shift();
      this.#items -= gone === undefined ? 0 : itemsOf(gone);
    }
    this.#heard({ n: this.#count, ...call });
  }

  all(): readonly Call[] {
    const before = this.#count - this.#kept.length;
    return this.#kept.map((call, index) => ({ n: before + index + 1, ...call }));
  }

  clear(): void {
    this.#kept.length = 0;
    this.#items = 0;
    this.#count = 0;
  }
}

function itemsOf({ sent, ids }: Pick<Call, "sent" | "ids">): number {
  return sent.length + ids.length;
}

/** A text as the log keeps it: names have 100 characters, but a refused one may be of any length. */
export function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** What of a request the log keeps. */
export function describeRequest(request: Fields): Pick<Call, "items" | "sent" | "ids"> {
  const lists = (names: readonly string[]) => names.flatMap((name) => asList(request[name]));
  const items = lists(["ConversionGoals", "UetTags", "AccountProperties", "CampaignConversionGoal"]);
  const ids = lists(["ConversionGoalIds", "TagIds", "AccountPropertyNames", "CampaignIds", "GoalIds"]).map(
    String,
  );
  const sent = items.map((item) => (isFields(item) ? sentItem(item) : { fields: [] }));
  return { items: items.length + ids.length, sent, ids };
}

function sentItem(item: Fields): SentItem {
  const text = (name: string) => (typeof item[name] === "string" ? shortened(item[name]) : undefined);
  const [id, name, type] = [text("Id"), text("Name"), text(typeKey)];
  const [campaignId, goalId] = [text("CampaignId"), text("GoalId")];
  return {
    ...(campaignId === undefined || goalId === undefined ? {} : { link: { campaignId, goalId } }),
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(type === undefined ? {} : { type }),
    fields: Object.keys(item)
      .filter((key) => key !== typeKey)
      .flatMap((key) => nested(key, item)),
  };
}

function nested(name: string, item: Fields): readonly string[] {
  const value = item[name];
  const inner = isFields(value) ? Object.keys(value) : [];
  return inner.length === 0 ? [name] : inner.map((each) => `${name}.${each}`);
}
