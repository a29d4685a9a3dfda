import * as msads from "pulumi-msads";

// Without click ids in the addresses that ads lead to, uploaded deals find no click.
new msads.AccountConversionSettings("account", {
  autoTagging: true,
  finalUrlSuffix: "utm_source=bing&utm_medium=cpc",
});

// The agency's other customers (cid=… in the web UI's address) count with this tag as well.
const site = new msads.UetTag("site", { name: "Main site", sharedWith: ["333", "444"] });

const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: site.id,
  goalCategory: "Purchase",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
});

const signup = new msads.EventGoal("signup", {
  name: "Newsletter signed up",
  tagId: site.id,
  goalCategory: "Signup",
  actionOperator: "Equals",
  actionExpression: "subscribe",
});

const deal = new msads.OfflineConversionGoal("deal", { name: "Deal closed", goalCategory: "Purchase" });

// Campaigns are made in the web UI; their ids are in its address. campaigns.mjs makes these two in the emulator.
const campaigns = [
  { name: "brand", campaignId: "507314160", goalIds: [order.id, signup.id] },
  { name: "shop", campaignId: "507314161", goalIds: [order.id, deal.id] },
];
const optimised = campaigns.map(({ name, ...campaign }) => new msads.CampaignConversionGoals(name, campaign));

export const goalsOfCampaigns = optimised.map(({ campaignName, goalIds }) => ({ campaignName, goalIds }));
