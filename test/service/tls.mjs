// A process that calls an https address in several ways and says what became of each, as one line of JSON.
// Arguments: the folder of the built package, the address, a file for credentials.
import { createRequire } from "node:module";
import { join } from "node:path";

const [dist = "", address = "", file = ""] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { createRestCampaignManagement } = require(join(dist, "service/rest/client.js"));
const { createSoapCampaignManagement } = require(join(dist, "service/soap/client.js"));
const { refresh } = require(join(dist, "service/auth/refreshing.js"));
const { signInService } = require(join(dist, "service/auth/signInService.js"));

const account = { customerId: "111", accountId: "222" };
const credentials = async () => ({
  accessToken: "sentinel-access-token",
  developerToken: "sentinel-developer-token",
});
const common = { endpoint: address, account, credentials, timeoutMs: 240_000 };
const world = {
  http: { fetch, timeoutMs: 240_000 },
  now: () => 0,
  sleep: async () => undefined,
  date: () => new Date(),
  warn: () => undefined,
};
const client = {
  clientId: "app",
  service: signInService({ environment: "production", tokenEndpoint: address }),
};
const origin = { from: "settings", refreshToken: "sentinel-refresh-token" };

const ways = {
  soap: () => createSoapCampaignManagement({ ...common, version: 13 }).getUetTags("all"),
  rest: () => createRestCampaignManagement(common).getUetTags("all"),
  signIn: () => refresh({ client, origin, file }, world),
  // What Node itself does there: that the others are stopped is our doing.
  fetch: async () => (await fetch(`${address}/bare`, { redirect: "manual" })).status,
};
const told = {};
for (const [way, call] of Object.entries(ways))
  told[way] = await call().then(
    (value) => ({ value }),
    ({ message, symbol, outcome, stack }) => ({ message, symbol, outcome, stack }),
  );
console.log(JSON.stringify(told));
