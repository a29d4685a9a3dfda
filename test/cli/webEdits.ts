import fc from "fast-check";
import type { Emulator } from "../../provider/emulator";

/** What somebody does in the web UI: to the goal or tag of this number among those that there are. */
export interface WebEdit {
  readonly what: "goal" | "tag";
  readonly number: number;
  readonly change: Readonly<Record<string, unknown>> | "delete" | "rename";
}

const cents = fc.integer({ min: 0, max: 9_999 }).map((value) => (value / 100).toFixed(2));
const minutes = fc.integer({ min: 1, max: 43_200 });
const expression = fc.constantFrom("by hand", "/hand", "hand 2");

const goalChange = fc.oneof(
  fc.record({ Status: fc.constantFrom("Active", "Paused") }),
  fc.record({ ConversionWindowInMinutes: minutes }),
  fc.record({ IsEnhancedConversionsEnabled: fc.boolean() }),
  fc.record({ CountType: fc.constantFrom("All", "Unique") }),
  fc.record({ Revenue: fc.record({ Type: fc.constant("FixedValue"), Value: cents }) }),
  fc.constant({ Revenue: { Type: "NoValue" } }),
  fc.record({ AttributionModelType: fc.constantFrom("LastClick", "LastTouch") }),
  fc.record({ ViewThroughConversionWindowInMinutes: minutes }),
  fc.record({ UrlExpression: expression, UrlOperator: fc.constantFrom("Equals", "Contains") }),
  fc.record({ LabelExpression: expression, LabelOperator: fc.constantFrom("Equals", "Contains") }),
  fc.record({ GoalCategory: fc.constantFrom("Contact", "Signup") }),
  fc.record({ MinimumPagesViewed: fc.integer({ min: 1, max: 99 }) }),
  fc.constant("rename" as const),
);
const tagChange = fc.oneof(
  fc.record({ Description: expression }),
  fc.record({ Industry: fc.constantFrom("Retail", "Autos") }),
  fc.constant("rename" as const),
);
const number = fc.nat(3);

export const webEdits: fc.Arbitrary<WebEdit> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant("goal" as const), number, change: goalChange }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("tag" as const), number, change: tagChange }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant("goal" as const),
      number,
      change: fc.constant("delete" as const),
    }),
  },
);

const ONLY_OF: Readonly<Record<string, readonly string[]>> = {
  CountType: ["Url", "Duration", "PagesViewedPerVisit", "Event", "OfflineConversion", "InStoreTransaction"],
  AttributionModelType: ["Url", "Duration", "PagesViewedPerVisit", "Event"],
  ViewThroughConversionWindowInMinutes: ["Url", "Duration", "PagesViewedPerVisit", "Event"],
  UrlExpression: ["Url"],
  LabelExpression: ["Event"],
  GoalCategory: ["Url", "Event", "OfflineConversion"],
  MinimumPagesViewed: ["PagesViewedPerVisit"],
};

/** A value of these types has a currency. */
const WITH_CURRENCY = ["Url", "Event", "OfflineConversion", "InStoreTransaction"];

function worth(revenue: unknown, kind: string): object {
  const { Type, ...rest } = revenue as { readonly Type: string };
  const hasCurrency = Type !== "NoValue" && WITH_CURRENCY.includes(kind);
  return { Type, ...rest, ...(hasCurrency ? { CurrencyCode: "EUR" } : {}) };
}

let renames = 0;

/** Does it, where the web UI could. */
export function webEdit(emulator: Emulator, { what, number, change }: WebEdit): void {
  const things =
    what === "goal" ? emulator.store.goals.filter(({ deleted }) => !deleted) : emulator.store.tags;
  const thing = things[number % Math.max(1, things.length)];
  if (thing === undefined) return;
  const { id } = thing;
  renames += change === "rename" ? 1 : 0;
  const edit = change === "rename" ? { Name: `By hand ${renames}` } : change;
  // An account that shows no goal at all is not believed.
  if (edit === "delete" && things.length > 1) emulator.deleteGoal(id);
  else if (edit === "delete") return;
  else if (what === "tag") emulator.editTag(id, edit);
  else {
    const { kind } = emulator.store.goal(id) ?? { kind: "Url" };
    const fits = Object.keys(edit).every((name) => ONLY_OF[name]?.includes(kind) !== false);
    if (fits) emulator.editGoal(id, "Revenue" in edit ? { Revenue: worth(edit.Revenue, kind) } : edit);
  }
}
