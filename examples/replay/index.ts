import * as msads from "pulumi-msads";

const tag = new msads.UetTag("site", { name: "Shoe shop" });

// This counts /thank-you-notes as well. Try "RegularExpression" with "/thank-you([?]|$)", then "Equals" with
// "https://shoes.example/thank-you", and see what each would count.
new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: tag.id,
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  goalCategory: "Purchase",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
});

// Counts a visitor once in 30 days, however often the page is loaded.
new msads.UrlGoal("newsletter", {
  name: "Newsletter",
  tagId: tag.id,
  urlOperator: "BeginsWith",
  urlExpression: "https://shoes.example/newsletter/welcome",
  goalCategory: "Subscribe",
  countType: "Unique",
});

// The same pages again, in other words: replay tells.
new msads.UrlGoal("signup", {
  name: "Signup",
  tagId: tag.id,
  urlOperator: "RegularExpression",
  urlExpression: "/newsletter/(welcome|hello)",
  goalCategory: "Signup",
});

// No page of this shop has such an address.
new msads.UrlGoal("contact", {
  name: "Contact",
  tagId: tag.id,
  urlOperator: "Contains",
  urlExpression: "/contact-us/sent",
  goalCategory: "Contact",
});
