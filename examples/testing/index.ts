import * as pulumi from "@pulumi/pulumi";
import * as msads from "pulumi-msads";

const config = new pulumi.Config();

const shop = new msads.UetTag("shop", { name: "Shop" });

// The thank-you page after an order, in every language of the shop: /en/thank-you, /de/danke, with or without a query.
const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: shop.id,
  goalCategory: "Purchase",
  urlOperator: "RegularExpression",
  urlExpression: "/(en/thank-you|de/danke)(\\?|$)",
  revenue: { type: "FixedValue", value: config.requireNumber("orderValue"), currencyCode: "EUR" },
});

const signup = new msads.EventGoal("signup", {
  name: "Newsletter signed up",
  tagId: shop.id,
  goalCategory: "Signup",
  actionOperator: "Equals",
  actionExpression: "subscribe",
  countType: "Unique",
});

export const goalIds = { order: order.id, signup: signup.id };
