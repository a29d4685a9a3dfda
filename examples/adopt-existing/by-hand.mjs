// Puts a tag and goals into the emulator's account, as a person would have made them long before there was a program.
// It speaks Microsoft's REST API. Run it once, after `npx msads emulator`:  node by-hand.mjs [address of the emulator, else MSADS_ENDPOINT]
const service = process.argv[2] ?? process.env.MSADS_ENDPOINT ?? "http://127.0.0.1:8462";

const headers = {
  "content-type": "application/json",
  authorization: "Bearer emulator-access-token",
  developertoken: "emulator",
  customerid: "111",
  customeraccountid: "222",
};

async function add(what, items) {
  const url = `${service}/CampaignManagement/v13/${what}`;
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ [what]: items }) });
  const answer = await response.json();
  const refused = answer.PartialErrors ?? [];
  if (!response.ok || refused.length > 0) throw new Error(`${what}: ${JSON.stringify(answer)}`);
  return answer;
}

const { UetTags: tags } = await add("UetTags", [{ Name: "Main site" }, { Name: "Blog" }]);
const TagId = tags[0].Id;
await add("ConversionGoals", [
  {
    Type: "Url",
    Name: "Order placed",
    TagId,
    GoalCategory: "Purchase",
    UrlOperator: "Contains",
    UrlExpression: "/thank-you",
    Revenue: { Type: "FixedValue", Value: 25, CurrencyCode: "EUR" },
  },
  {
    Type: "Event",
    Name: "Newsletter signed up",
    TagId,
    GoalCategory: "Signup",
    ActionOperator: "Equals",
    ActionExpression: "subscribe",
    ConversionWindowInMinutes: 1440,
  },
  { Type: "Duration", Name: "Five minutes on the site", TagId, MinimumDurationInSeconds: 300 },
]);
console.log("two tags and three goals are in the account, as if made by hand");
