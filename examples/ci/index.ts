import * as msads from "pulumi-msads";

// The program is like any other. The workflow in .github/workflows/conversion-goals.yaml runs it.

const site = new msads.UetTag("site", { name: "Main site" });

const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: site.id,
  goalCategory: "Purchase",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
});

const visit = new msads.DurationGoal("visit", {
  name: "Five minutes on the site",
  tagId: site.id,
  minimumDurationInSeconds: 300,
});

export const goalIds = { order: order.id, visit: visit.id };
