import type { Emulator } from "../../provider/emulator";
import { fill, page } from "./reportAccount";

const TAGS = ["Main site", "Shop", "Blog", "Campaign landing pages, spring", "Old microsite"];

/** An account as it may look after some years: every health, every type, a smart and an auto goal, and a program's state of some of it. */
export async function sample(emulator: Emulator): Promise<{ readonly state: unknown }> {
  const event = (name: string, tag: number) =>
    ({
      type: "Event",
      tag,
      fields: { name, goalCategory: "Signup", categoryOperator: "Equals", categoryExpression: "newsletter" },
    }) as const;
  const ids = await fill(emulator, TAGS, [
    page("Order placed"),
    page("Checkout started", 0, { goalCategory: "BeginCheckout" }),
    page("Cart", 0, { goalCategory: "AddToCart" }),
    page("Contact form sent", 0, { goalCategory: "Contact" }),
    event("Newsletter signed up", 0),
    event("Brochure requested by e-mail from the long form at the bottom of the page", 0),
    { type: "Duration", tag: 0, fields: { name: "Five minutes on the site", minimumDurationInSeconds: 300 } },
    { type: "PagesViewedPerVisit", tag: 0, fields: { name: "Four pages", minimumPagesViewed: 4 } },
    page("Shop order", 1),
    page("Gift card bought", 1),
    page("Wish list shared <script>alert(1)</script>", 1, { goalCategory: "Other" }),
    event("Shop newsletter", 1),
    page("Article read to the end", 2, { goalCategory: "PageView" }),
    event("Commented", 2),
    page("Spring offer", 3),
    page("Spring offer, second page", 3),
    page("Raffle", 4, { goalCategory: "SubmitLeadForm" }),
    page("Überraschung 名前 🎉", 4),
    {
      type: "AppInstall",
      fields: { name: "App installed", appPlatform: "Android", appStoreId: "com.example" },
    },
    { type: "AppDownload", fields: { name: "App downloaded", appPlatform: "iOS", appStoreId: "123456789" } },
    { type: "OfflineConversion", fields: { name: "Deal closed", goalCategory: "Purchase" } },
    { type: "InStoreTransaction", fields: { name: "Bought in the shop", goalCategory: "Purchase" } },
    page("Old order page", 0, { status: "Paused" }),
    page("Old contact page", 2, { status: "Paused", goalCategory: "Contact" }),
    event("Set up by Microsoft", 1),
  ]);
  const id = (index: number) => ids[index] ?? "";
  const { store } = emulator;
  const now = store.now();
  const hour = 3_600_000;
  const data = [1, 1, 30, 1, undefined];
  store.tags.forEach((tag, index) => {
    const hours = data[index];
    if (hours !== undefined) store.putTag({ ...tag, lastDataAt: now - hours * hour });
  });
  for (const index of [0, 1, 2, 4, 6, 7, 8, 11, 14, 18, 20])
    store.putGoal({ ...goalOf(emulator, id(index)), conversions: 9, lastConversionAt: now - 5 * hour });
  emulator.editTag(store.tags[3]?.id ?? "", {});
  emulator.editTag(store.tags[4]?.id ?? "", { unavailable: true });
  emulator.editGoal(id(24), { IsAutoGoal: true });
  emulator.addOtherGoal({ type: "Smart", name: "Smart goal", tagId: store.tags[0]?.id ?? "" });
  const resource = (name: string, index: number, values: Readonly<Record<string, unknown>>) => ({
    urn: `urn:pulumi:prod::shop::pulumi-nodejs:dynamic/msads:ConversionGoal::${name}`,
    custom: true,
    type: "pulumi-nodejs:dynamic/msads:ConversionGoal",
    id: id(index),
    inputs: {},
    outputs: { type: "Url", customerId: "111", accountId: "222", ...values, managed: Object.keys(values) },
  });
  const state = {
    version: 3,
    deployment: {
      resources: [
        resource("order", 0, {
          name: "Order placed",
          goalCategory: "Purchase",
          urlOperator: "Contains",
          urlExpression: "/thank-you",
          revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
        }),
        resource("checkout", 1, {
          name: "Checkout started",
          goalCategory: "BeginCheckout",
          status: "Active",
        }),
        resource("cart", 2, { name: "Cart in the shop", countType: "Unique" }),
        { ...resource("gone", 0, { name: "Goal that somebody deleted" }), id: "1" },
      ],
    },
  };
  return { state };
}

function goalOf({ store }: Emulator, id: string) {
  const goal = store.goal(id);
  if (goal === undefined) throw new Error(`no goal ${id}`);
  return goal;
}
