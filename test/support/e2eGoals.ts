import { type Declared, goal, output, tag } from "./e2eStack";
import type { Values } from "./e2eWire";

/** A tag and the plain way to speak of it. */
export const site: Declared = tag({ name: "Main site" });
export const ofSite: Values = { tagId: output("site", "id") };

/** A Url goal with the least that it needs, and more. */
export function urlGoal(name: string, more: Values = {}, ignoreChanges: readonly string[] = []): Declared {
  return goal(
    {
      type: "Url",
      name,
      ...ofSite,
      urlOperator: "Contains",
      urlExpression: "/thanks",
      goalCategory: "Purchase",
      ...more,
    },
    ignoreChanges,
  );
}

/** An event goal with two pairs. */
export function eventGoal(name: string, more: Values = {}): Declared {
  const pairs = {
    actionOperator: "Equals",
    actionExpression: "click",
    categoryOperator: "BeginsWith",
    categoryExpression: "news",
  };
  return goal({ type: "Event", name, ...ofSite, goalCategory: "Signup", ...pairs, ...more });
}

export const offlineGoal = (name: string, more: Values = {}): Declared =>
  goal({ type: "OfflineConversion", name, goalCategory: "Purchase", ...more });

/** One goal of each type, with a value where the type takes one. */
export const allTypes: Readonly<Record<string, Declared>> = {
  url: urlGoal("Order placed", { revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" } }),
  duration: goal({ type: "Duration", name: "Five minutes", ...ofSite, minimumDurationInSeconds: 300 }),
  pages: goal({ type: "PagesViewedPerVisit", name: "Four pages", ...ofSite, minimumPagesViewed: 4 }),
  event: eventGoal("Signed up", { value: "1.50", valueOperator: "GreaterThan" }),
  install: goal({
    type: "AppInstall",
    name: "App installed",
    appPlatform: "Android",
    appStoreId: "com.example.shop",
  }),
  download: goal({
    type: "AppDownload",
    name: "App downloaded",
    appPlatform: "iOS",
    appStoreId: "123456789",
  }),
  offline: offlineGoal("Deal closed"),
  shop: goal({ type: "InStoreTransaction", name: "Bought in the shop" }),
};
