import * as pulumi from "@pulumi/pulumi";
import * as msads from "pulumi-msads";

// The account has a tag and goals already; somebody made them by hand (here: by-hand.mjs). `adopt` is your consent that this
// program takes them over. The preview says for each what it will do to it, and what is equal is not written.
// In an account of your own, `npx msads export` writes these lines for all that it has, with the ids.

const site = new msads.UetTag("site", { name: "Main site", adopt: true });

// As it is: nothing is written.
const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: site.id,
  goalCategory: "Purchase",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
  adopt: true,
});

// Somebody had clicked it together with a window of one day; the program wants a week. The preview says so.
const signup = new msads.EventGoal("signup", {
  name: "Newsletter signed up",
  tagId: site.id,
  goalCategory: "Signup",
  actionOperator: "Equals",
  actionExpression: "subscribe",
  conversionWindowInMinutes: 7 * 24 * 60,
  adopt: true,
});

// Another team's goal: taken over to see its drift, and given back as it is (not paused) when it leaves this program.
const visit = new msads.DurationGoal("visit", {
  name: "Five minutes on the site",
  tagId: site.id,
  minimumDurationInSeconds: 300,
  adopt: true,
  onDelete: "retain",
});

// What is not yours to manage can still be used: looked up, never written.
const blog = pulumi.output(msads.getUetTag({ name: "Blog" }));
const reader = new msads.PagesViewedPerVisitGoal("reader", {
  name: "Five pages of the blog",
  tagId: blog.id,
  minimumPagesViewed: 5,
});

// Once the first `pulumi up` is through, the adopt lines have done their work: leave them or take them out.
export const ids = { order: order.id, signup: signup.id, visit: visit.id, reader: reader.id };
