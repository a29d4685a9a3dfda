import { isTable } from "../../goals/library";
import { counted, show } from "../../goals/text";
import type { Fleet, FleetAccount } from "../fleet";
import { readRecord } from "../record/record";
import type { RecordedResource } from "../record/recorded";
import { kindOf } from "../record/tokens";
import type { ReadyAccount } from "./prepare";

/** A goal that more than one stack manages: each undoes what the other wants, and the destroy of either pauses it. */
export interface SharedGoal {
  readonly id: string;
  readonly name: string;
  readonly stacks: readonly string[];
}

/** Goals of which the record says that several stacks of the fleet have them. UET tags may be shared: a customer has them for all its accounts. */
export function sharedGoals(
  { record }: Pick<Fleet, "record">,
  accounts: readonly FleetAccount[],
): readonly SharedGoal[] {
  const owned = new Map<string, { readonly name: string; readonly stacks: string[] }>();
  for (const { stack } of accounts)
    for (const [id, name] of (readRecord(record, stack)?.resources ?? []).flatMap(goalsIn)) {
      const known = owned.get(id) ?? { name, stacks: [] };
      owned.set(id, known);
      if (!known.stacks.includes(stack)) known.stacks.push(stack);
    }
  return [...owned].flatMap(([id, { name, stacks }]) => (stacks.length > 1 ? [{ id, name, stacks }] : []));
}

function goalsIn({ token, id, outputs }: RecordedResource): readonly (readonly [string, string])[] {
  const kind = kindOf(token);
  if (kind === "ConversionGoalLibrary")
    return Object.entries(isTable(outputs.ids) ? outputs.ids : {}).map(([key, each]) => [String(each), key]);
  return kind.endsWith("Goal") ? [[id, String(outputs.name)]] : [];
}

const SHOWN = 3;

/** What to say of them, and what to do; undefined where there are none. */
export function sharedWords(shared: readonly SharedGoal[]): string | undefined {
  if (shared.length === 0) return undefined;
  const some = shared
    .slice(0, SHOWN)
    .map(
      ({ id, name, stacks }) =>
        `${show(name)} (${id}) of ${stacks.slice(0, SHOWN).join(", ")}${stacks.length > SHOWN ? ", …" : ""}`,
    );
  const more = shared.length > SHOWN ? `; and ${shared.length - SHOWN} more` : "";
  return (
    `${counted(shared.length, "goal")} ${shared.length === 1 ? "is" : "are"} managed by more than one stack: ${some.join("; ")}${more}. ` +
    "All accounts of a customer see its goals, and msads:adopt: equal takes over what another stack made. " +
    "For all stacks but one: take the goal out of the state (pulumi state delete, which leaves the goal itself alone), and give the account names of its own (msads:namePrefix)"
  );
}

/**
 * Accounts of one customer that nothing tells apart but the program: where it gives goals the same names, the second stack would take over what
 * the first has made. Undefined where no account that is new is among them.
 */
export function sameNamesWords(
  ready: readonly Pick<ReadyAccount, "account" | "settings" | "record">[],
): string | undefined {
  const keyOf = ({
    account,
    settings: { namePrefix, nameSuffix },
  }: Pick<ReadyAccount, "account" | "settings">) =>
    JSON.stringify([account.customerId, namePrefix, nameSuffix]);
  const alike = [...Map.groupBy(ready, keyOf).values()].filter(
    (group) => group.length > 1 && group.some(({ record }) => record === undefined),
  );
  const [first] = alike;
  if (first === undefined) return undefined;
  const stacks = first.slice(0, SHOWN).map(({ account }) => account.stack);
  const others =
    alike.length === 1 ? "" : `, and so have those of ${counted(alike.length - 1, "other customer")}`;
  return (
    `${stacks.join(", ")}${first.length > SHOWN ? ", …" : ""} are accounts of one customer, ${first[0]?.account.customerId}, and have the same msads:namePrefix and nameSuffix${others}. ` +
    "Unless the program gives their goals different names, give each account a namePrefix: names of goals are the customer's, and with msads:adopt: equal one stack takes over the goals of another"
  );
}
