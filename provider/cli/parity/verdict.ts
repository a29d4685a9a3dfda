import { type ObservedRule, type RuleId, ruleOf } from "../../emulator";
import type { Reply } from "./reply";

/** What a probe found: as the file has it, and for a rule that could not be asked, why. */
export type Verdict =
  | (Omit<ObservedRule, "result"> & { readonly result: "holds" | "differs" })
  | { readonly result: "not asked"; readonly why: string };

/** Ends a probe whose question cannot be put here. */
export class NotAsked {
  constructor(readonly why: string) {}
}

/** The verdict on a rule that refuses: its code must come. */
export function refusedAs(rule: RuleId, reply: Reply): Verdict {
  const { code } = ruleOf(rule);
  if (reply.accepted) return { result: "differs" };
  return { result: code !== undefined && reply.codes.includes(code) ? "holds" : "differs", ...came(reply) };
}

/** The verdict on a rule by what is seen. */
export function seenAs(
  holds: boolean,
  fields: Readonly<Record<string, string>> = {},
  reply?: Reply,
): Verdict {
  const names = Object.keys(fields);
  return {
    result: holds ? "holds" : "differs",
    ...(reply === undefined ? {} : came(reply)),
    ...(names.length === 0 ? {} : { fields }),
  };
}

/** The codes and symbols of a reply; none of one that was accepted. */
export function came({ codes, symbols, accepted }: Reply): Pick<ObservedRule, "codes" | "symbols"> {
  if (accepted) return {};
  return { ...(codes.length === 0 ? {} : { codes }), ...(symbols.length === 0 ? {} : { symbols }) };
}
