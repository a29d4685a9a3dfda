import { Observed } from "../observed/observed";
import { problemOf, type RuleId } from "../rules";
import type { Version } from "../schema/model";
import type { Store } from "../store/store";
import type { Account, Customer } from "../store/types";
import { ServiceFault } from "./faults";

/** Who calls: the customer and account of the headers, after they were checked; in Customer Management the user's own customer. */
export interface Caller {
  readonly version: Version;
  readonly customer: Customer;
  /** Always there, but for calls on tags and those of Customer Management. */
  readonly account: Account | undefined;
}

/** The account of a call that is authorised for one; without one there is a mistake in the emulator. */
export function callersAccount({ account }: Caller): Account {
  if (account === undefined) throw new Error("a call that needs an account has none");
  return account;
}

/** The store, and which rules hold for it. */
export interface Context {
  readonly store: Store;
  holds(rule: RuleId): boolean;
  /** What was seen of the service itself. */
  readonly observed: Observed;
  /** Base of `/bat.js` and `/action/0`, as the scripts of tags name it. */
  collector(): string;
}

/**
 * @param collector once it is known; default: Microsoft's own host
 * @param observed default: nothing
 */
export function contextOf(
  store: Store,
  collector: () => string = () => "//bat.bing.com",
  observed = new Observed(),
): Context {
  return { store, holds: (rule) => observed.holds(rule, store.settings.rules), observed, collector };
}

/** Refuses the whole call when the rule holds and is broken. */
export function refuseCall(context: Context, kind: "adapi" | "api", rule: RuleId, broken: boolean): void {
  if (broken && context.holds(rule)) throw new ServiceFault(kind, [problemOf(rule)]);
}
