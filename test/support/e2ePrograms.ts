/** The tag that the goals of these programs are fed by. */
export const SITE = 'const site = new msads.UetTag("site", { name: "Main site" });\n';

/** A Url goal; `more` is JavaScript, like `status: "Paused"`. */
export function urlGoalText(resource: string, name: string, more = "", options = ""): string {
  const fields = `tagId: site.id, urlOperator: "Contains", urlExpression: "/thanks", goalCategory: "Purchase", ${more}`;
  return `new msads.UrlGoal("${resource}", { name: "${name}", ${fields} }${options === "" ? "" : `, ${options}`});\n`;
}

export function offlineGoalText(resource: string, name: string, more = ""): string {
  return `new msads.OfflineConversionGoal("${resource}", { name: "${name}", goalCategory: "Purchase", ${more} });\n`;
}

/** Two tags and eleven goals, each type at least once. `edited`: three of the goals with another value. */
export function everything(edited: boolean): string {
  const window = `conversionWindowInMinutes: ${edited ? 90 : 60}`;
  const plain = [1, 2, 3].map((i) => urlGoalText(`page${i}`, `Page ${i}`, edited && i === 2 ? window : ""));
  return `${SITE}const blog = new msads.UetTag("blog", { name: "Blog", description: "Our blog", industry: "Retail" });
${urlGoalText("order", "Order placed", `revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" }, ${window}`)}
new msads.DurationGoal("visit", { name: "Five minutes", tagId: blog.id, minimumDurationInSeconds: 300 });
new msads.PagesViewedPerVisitGoal("reader", { name: "Four pages", tagId: blog.id, minimumPagesViewed: 4 });
new msads.EventGoal("signup", { name: "Signed up", tagId: site.id, goalCategory: "Signup",
  categoryOperator: "Equals", categoryExpression: "${edited ? "letter" : "newsletter"}", actionOperator: "BeginsWith", actionExpression: "cl",
  value: "1.50", valueOperator: "GreaterThan" });
new msads.AppInstallGoal("install", { name: "App installed", appPlatform: "Android", appStoreId: "com.example.shop" });
new msads.AppDownloadGoal("download", { name: "App downloaded", appPlatform: "iOS", appStoreId: "123456789" });
${offlineGoalText("deal", "Deal closed")}
new msads.InStoreTransactionGoal("shop", { name: "Bought in the shop" });
${plain.join("")}exports.script = site.trackingScript;
`;
}
