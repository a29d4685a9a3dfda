import type { Context } from "../operations/context";
import type { RuleId } from "../rules";
import type { Hit } from "../store/hit";
import type { Money, PageView } from "../store/traffic";
import type { StoredGoal } from "../store/types";

/** A goal's revenue so far by currency. */
type Totals = NonNullable<StoredGoal["revenue"]>;

/** What a conversion is worth; undefined for a goal without revenue. */
export function worthOf(context: Context, goal: StoredGoal, hit: Hit): Money | undefined {
  const { Type, Value, CurrencyCode } = goal.fields.Revenue ?? {};
  const own = CurrencyCode ?? context.store.account(goal.accountId)?.currency ?? "";
  const usual = { amount: Number(Value ?? 0), currency: own };
  const ofPage = goal.kind === "Url" ? pageOf(context, hit)?.revenue : undefined;
  return worthBy(context.holds, Type, usual, () => ofPage ?? reportedBy(hit));
}

/**
 * What a conversion is worth, by the type of the goal's revenue.
 * @param usual the goal's own value, in its own currency @param reported what page or event say; currency "": they name none
 */
export function worthBy(
  holds: (rule: RuleId) => boolean,
  type: string | undefined,
  usual: Money,
  reported: () => Money | undefined,
): Money | undefined {
  if (type === "FixedValue" && holds("collect.revenue-fixed")) return usual;
  if (type !== "VariableValue") return undefined;
  const said = holds("collect.revenue-variable") ? reported() : undefined;
  return said === undefined ? usual : { amount: said.amount, currency: said.currency || usual.currency };
}

function reportedBy({ revenue, currency = "" }: Hit): Money | undefined {
  return revenue === undefined ? undefined : { amount: revenue, currency };
}

export function addMoney(totals: Totals = {}, { amount, currency }: Money): Totals {
  return { ...totals, [currency]: sumOf(totals[currency] ?? 0, amount) };
}

/** Sums of decimals as people write them: no 0.30000000000000004. */
export const sumOf = (total: number, amount: number): number => Math.round((total + amount) * 1e6) / 1e6;

const keyOf = ({ tagId, pageView }: Hit): string | undefined =>
  pageView === undefined ? undefined : `${tagId} ${pageView}`;

function pageOf(context: Context, hit: Hit): PageView | undefined {
  const key = keyOf(hit);
  return key === undefined ? undefined : context.store.traffic.pageViews.get(key);
}

/** Remembers what a conversion of a Url goal was worth, for a page that reports its revenue a moment later. */
export function noteConversion(context: Context, hit: Hit, goalId: string, worth: Money): void {
  const key = keyOf(hit);
  if (key === undefined) return;
  const page = context.store.traffic.pageViews.get(key) ?? { conversions: [] };
  const conversions = [...page.conversions, { goalId, worth }].slice(-100);
  context.store.traffic.pageViews.set(key, { ...page, conversions });
}

/** An event with revenue and nothing else says what the page's own conversions are worth. */
export function takePageRevenue(context: Context, hit: Hit): void {
  const { event, category, action, label, value } = hit;
  const named = [category, action, label, value].some((each) => each !== undefined);
  const [key, revenue] = [keyOf(hit), reportedBy(hit)];
  if (event !== "custom" || named || key === undefined || revenue === undefined) return;
  if (!context.holds("collect.revenue-page")) return;
  const { conversions } = pageOf(context, hit) ?? { conversions: [] };
  const restated = conversions.map(({ goalId, worth }) => ({
    goalId,
    worth: restate(context, goalId, worth, revenue),
  }));
  context.store.traffic.pageViews.set(key, { revenue, conversions: restated });
}

function restate(context: Context, goalId: string, old: Money, reported: Money): Money {
  const goal = context.store.goal(goalId);
  if (goal?.fields.Revenue?.Type !== "VariableValue" || !context.holds("collect.revenue-variable"))
    return old;
  const worth = { amount: reported.amount, currency: reported.currency || old.currency };
  const { [old.currency]: rest = 0, ...others } = addMoney(goal.revenue, { ...old, amount: -old.amount });
  const without = rest === 0 ? others : { ...others, [old.currency]: rest };
  context.store.putGoal({ ...goal, revenue: addMoney(without, worth) });
  return worth;
}
