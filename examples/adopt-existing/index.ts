import * as pulumi from "@pulumi/pulumi";
import * as msads from "pulumi-msads";

// The account already has tags and goals that somebody made by hand (here: by-hand.mjs). `adopt` is your consent that this
// program takes them over. For each of them the preview says what changes. A goal that already matches is not written.
// For your own account, `npx msads export` writes these lines for every tag and goal, with their ids.

const site = new msads.UetTag("site", { name: "Main site", adopt: true });

// This goal already matches, so nothing is written.
const order = new msads.UrlGoal("order", {
  name: "Order placed",
  tagId: site.id,
  goalCategory: "Purchase",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
  adopt: true,
});

// Somebody gave this goal a conversion window of one day. The program sets a week, and the preview says so.
const signup = new msads.EventGoal("signup", {
  name: "Newsletter signed up",
  tagId: site.id,
  goalCategory: "Signup",
  actionOperator: "Equals",
  actionExpression: "subscribe",
  conversionWindowInMinutes: 7 * 24 * 60,
  adopt: true,
});

// Another team's goal: the program takes it over to see its drift. When the goal leaves the program, it stays active.
const visit = new msads.DurationGoal("visit", {
  name: "Five minutes on the site",
  tagId: site.id,
  minimumDurationInSeconds: 300,
  adopt: true,
  onDelete: "retain",
});

// A program can use a tag that it does not manage: it looks the tag up and never writes it.
const blog = pulumi.output(msads.getUetTag({ name: "Blog" }));
const reader = new msads.PagesViewedPerVisitGoal("reader", {
  name: "Five pages of the blog",
  tagId: blog.id,
  minimumPagesViewed: 5,
});

// After the first `pulumi up` the adopt lines have no further effect: keep or remove them.
export const ids = { order: order.id, signup: signup.id, visit: visit.id, reader: reader.id };
