import type * as pulumi from "@pulumi/pulumi";
import { kindThatLoses } from "./plainInputs";

/** What every resource takes besides its own fields. */
export interface ManagementArgs {
  /** The customer (manager account), digits. Default: config `msads:customerId`. */
  readonly customerId?: pulumi.Input<string | undefined>;
  /** The account, digits. Default: config `msads:accountId`. */
  readonly accountId?: pulumi.Input<string | undefined>;
  /**
   * Whether to take over an existing goal or tag. true: the one of the same name, even if it differs. "<id>": the one with this id. false: never, not
   * even a paused goal. Default: only a goal of the same name that is paused and otherwise matches, or a tag of the same name. For the settings of an
   * account and the goals of a campaign true allows to replace what a new resource finds, and there are no ids.
   */
  readonly adopt?: pulumi.Input<boolean | string | undefined>;
  /** What happens to a goal that leaves the program: "pause" pauses it, "retain" leaves it as it is. The service has no delete for goals. The links of a campaign are deleted unless it is "retain". Default: config `msads:onDelete`, else "pause". */
  readonly onDelete?: pulumi.Input<"pause" | "retain" | undefined>;
}

/** A goal's arguments with its type; what Pulumi would lose stays as it is, to be refused by name. */
export function ofType<const T extends string, A extends object>(type: T, args: A): A & { readonly type: T } {
  const given: A | undefined = args;
  return given === undefined || kindThatLoses(given) === undefined
    ? { ...args, type }
    : (args as A & { readonly type: T });
}

/** Names that the engine is to report as outputs. */
export function declaredOutputs(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
