import * as msads from "pulumi-msads";

// A UET tag is a script that goes on every page of your site.
const tag = new msads.UetTag("site", { name: "Main site" });

// A goal says what counts as a conversion: here, each visit to the thank-you page. It is worth 25 EUR.
const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: tag.id,
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  goalCategory: "Purchase",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
});

export const orderId = order.id;
export const snippet = tag.trackingScript; // the script
