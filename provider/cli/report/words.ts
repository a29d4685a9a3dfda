import { counted } from "../../goals/text";
import type { Drifted } from "./drift";
import type { Kind } from "./live";

/** A thing that may differ from state, before its id; and so many of them in a sentence. */
export const KINDS: Readonly<
  Record<Kind, { readonly title: string; readonly many: (count: number) => string }>
> = {
  goal: { title: "Goal", many: (count) => counted(count, "goal") },
  tag: { title: "UET tag", many: (count) => counted(count, "UET tag") },
  settings: { title: "Conversion settings of account", many: () => "the account's conversion settings" },
  campaign: { title: "Goals of campaign", many: (count) => `the goals of ${counted(count, "campaign")}` },
};

/** "2 goals, 1 UET tag and the goals of 1 campaign". */
export function driftedInWords(drifted: readonly Drifted[]): string {
  const parts = [...Map.groupBy(drifted, ({ kind }) => kind)].map(([kind, { length }]) =>
    KINDS[kind].many(length),
  );
  return [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter((part) => part !== "").join(" and ");
}
