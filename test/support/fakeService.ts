import { type Clock, sleep } from "../../provider/account/clock";
import type {
  CampaignManagement,
  ItemError,
  ItemResult,
  WriteResult,
} from "../../provider/service/campaignManagement";
import type { LiveTag } from "../../provider/tags/tag";
import { asGoal, asTag, FakeStore, type Refusal } from "./fakeStore";

export type Operation = "addGoals" | "updateGoals" | "getGoals" | "addTags" | "updateTags" | "getTags";

export interface FakeCall {
  readonly operation: Operation;
  /** Ids, or the names of what has none yet; empty for a list of everything. */
  readonly items: readonly string[];
  /** What each item carries; empty for reads. */
  readonly payloads: readonly {
    readonly type?: string;
    readonly fields: Readonly<Record<string, unknown>>;
  }[];
  /** When it arrived and when it was answered, by the clock. */
  readonly at: number;
  endedAt?: number;
}

/** What goes wrong with one call. */
export type Fault =
  /** Thrown, and nothing was done. */
  | { readonly before: Error }
  /** Done, and thrown all the same. */
  | { readonly after: Error }
  /** Thrown now, done once so many lists were answered. */
  | { readonly late: Error; readonly lists: number }
  /** These items are refused, by index; "nil" = neither an id nor a reason. */
  | { readonly items: Readonly<Record<number, number | "nil">> };

export interface FakeOptions {
  readonly clock: Clock;
  readonly latencyMs?: number;
  /** Reads show what was so many milliseconds ago. */
  readonly lagMs?: number;
  /** Asked for each call, with how many of its kind came before. */
  readonly fault?: (call: FakeCall, nth: number) => Fault | undefined;
}

interface Item {
  readonly id?: string;
  readonly type?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Microsoft's service in memory, by a small model of its own, with faults on demand. */
export function fakeService(options: FakeOptions) {
  const { clock, lagMs = 0 } = options;
  const calls: FakeCall[] = [];
  const goals = new FakeStore(clock, "goal");
  const tags = new FakeStore(clock, "tag");

  async function write<T>(
    operation: Operation,
    items: readonly Item[],
    work: (item: Item) => ItemResult<T> | Refusal,
  ): Promise<WriteResult<T>> {
    const names = items.map((item) => item.id ?? String(item.fields.name));
    const { call, fault } = await arrive(options, calls, operation, names, items);
    const refused = fault !== undefined && "items" in fault ? fault.items : {};
    const all = () => items.map((item, index) => outcome(refused[index], index, () => work(item)));
    if (fault !== undefined && "late" in fault) {
      (operation.endsWith("Goals") ? goals : tags).afterLists(fault.lists, () => void all());
      throw fault.late;
    }
    const answer = { trackingId: `tracking-${calls.indexOf(call)}`, items: all() };
    if (fault !== undefined && "after" in fault) throw fault.after;
    return answer;
  }

  const read = async (operation: Operation, which: Which) => {
    const ids = which === "all" ? "all" : "ids" in which ? which.ids : which.tagIds;
    await arrive(options, calls, operation, ids === "all" ? [] : ids, []);
    return (operation === "getGoals" ? goals : tags).read(ids, lagMs);
  };

  const service: CampaignManagement = {
    addConversionGoals: (items) =>
      write("addGoals", items, ({ type = "", fields }) => done(goals.add(type, fields))),
    updateConversionGoals: (items) =>
      write("updateGoals", items, ({ id = "", type = "", fields }) => done(goals.update(id, type, fields))),
    getConversionGoals: async (which) => (await read("getGoals", which)).map(asGoal),
    addUetTags: (items) =>
      write<LiveTag>("addTags", items, ({ fields }) => {
        const id = tags.add("tag", fields);
        const live = typeof id === "string" ? asTag(tags.one(id) ?? null) : null;
        return live === null ? (id as Refusal) : { ok: true, value: live };
      }),
    updateUetTags: (items) =>
      write("updateTags", items, ({ id = "", fields }) => done(tags.update(id, "tag", fields))),
    getUetTags: async (which) => (await read("getTags", which)).map(asTag),
    ...NO_NEIGHBOURS,
  };
  return { service, calls, goals, tags };
}

/** An account of which nothing else is known. */
const NO_NEIGHBOURS = {
  getAccountProperties: async () => [],
  setAccountProperties: async () => ({ trackingId: undefined }),
  getCampaigns: async (ids: readonly string[]) => ids.map(() => null),
  addCampaignConversionGoals: async () => ({ trackingId: undefined, items: [] }),
  deleteCampaignConversionGoals: async () => ({ trackingId: undefined, items: [] }),
  getOfflineConversionReport: async () => [],
};

type Which = "all" | { readonly ids: readonly string[] } | { readonly tagIds: readonly string[] };

async function arrive(
  { clock, latencyMs = 0, fault: faultOf }: FakeOptions,
  calls: FakeCall[],
  operation: Operation,
  items: readonly string[],
  payloads: readonly Item[],
) {
  const nth = calls.filter((call) => call.operation === operation).length;
  const call: FakeCall = { operation, items, payloads, at: clock.now() };
  calls.push(call);
  const fault = faultOf?.(call, nth);
  if (latencyMs > 0) await sleep(clock, latencyMs);
  call.endedAt = clock.now();
  if (fault !== undefined && "before" in fault) throw fault.before;
  return { call, fault };
}

function done<T extends string | undefined>(result: T | Refusal): ItemResult<T> | Refusal {
  return typeof result === "object" ? result : { ok: true, value: result };
}

function outcome<T>(
  refused: number | "nil" | undefined,
  index: number,
  work: () => ItemResult<T> | Refusal,
): ItemResult<T> {
  if (refused === "nil") return { ok: false, errors: [] };
  const result = refused === undefined ? work() : { code: refused, symbol: `Code${refused}` };
  return "ok" in result ? result : { ok: false, errors: [itemErrorOf(index, result)] };
}

export function itemErrorOf(index: number, { code, symbol }: Refusal): ItemError {
  return { index, code, symbol, message: `The service refuses it with ${code}.` };
}
