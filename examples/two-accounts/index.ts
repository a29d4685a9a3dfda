import * as msads from "pulumi-msads";

// One customer (manager account) with an account for each market. Both accounts advertise the same shop, so they share its
// UET tag; each has its own goals, in its billing currency.
// The ids are in the web UI's address: cid=… is the customer, aid=… the account.
const customerId = "111";
const markets = [
  { country: "Germany", accountId: "222", path: "/de/", currency: "EUR", orderValue: 42 },
  { country: "Sweden", accountId: "333", path: "/se/", currency: "SEK", orderValue: 420 },
] as const;

// Every resource names its account, so nothing depends on the stack's `msads:accountId`.
// A tag belongs to the customer; the account is only the one through which the program manages it.
const shop = new msads.UetTag("shop", { name: "Shop", customerId, accountId: markets[0].accountId });

const orders = markets.map(
  ({ country, accountId, path, currency, orderValue }) =>
    new msads.UrlGoal(`order-${country.toLowerCase()}`, {
      customerId,
      accountId,
      // Names are unique in the whole customer, whatever the scope.
      name: `Order placed, ${country}`,
      // "Account": only this account uses the goal. The default, "Customer", would count German orders in Sweden, too.
      scope: "Account",
      tagId: shop.id,
      goalCategory: "Purchase",
      urlOperator: "RegularExpression",
      urlExpression: `${path}.*thank-you`,
      revenue: { type: "FixedValue", value: orderValue, currencyCode: currency },
    }),
);

// One goal that both accounts use: scope "Customer" is the default.
const visit = new msads.DurationGoal("visit", {
  customerId,
  accountId: markets[0].accountId,
  name: "Five minutes in the shop",
  tagId: shop.id,
  minimumDurationInSeconds: 300,
});

export const goalIds = { visit: visit.id, orders: orders.map((goal) => goal.id) };
