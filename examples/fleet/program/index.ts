import * as pulumi from "@pulumi/pulumi";
import * as msads from "pulumi-msads";

// What differs from account to account comes from the stack's config, and that from the columns of accounts.csv.
const config = new pulumi.Config();
const site = config.require("site");
const orderValue = config.requireNumber("orderValue");
const currencyCode = config.get("currency") ?? "EUR";

const tag = new msads.UetTag("site", { name: site });

const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: tag.id,
  goalCategory: "Purchase",
  urlOperator: "Contains",
  urlExpression: `${site}/thank-you`,
  revenue: { type: "FixedValue", value: orderValue, currencyCode },
  // Revenue in the account's own currency needs this scope.
  scope: "Account",
});

const contact = new msads.EventGoal("contact", {
  name: "Contact form sent",
  tagId: tag.id,
  goalCategory: "SubmitLeadForm",
  actionOperator: "Equals",
  actionExpression: "contact_sent",
});

export const goalIds = { order: order.id, contact: contact.id };
