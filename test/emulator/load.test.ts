import { afterAll, beforeAll, expect, it } from "vitest";
import { accessToken } from "../../provider/emulator";
import { burst, type Shot, shot } from "./burst";
import { type LoadedEmulator, startLoadedEmulator } from "./loadChild";
import { envelopeOf, pathOf } from "./soapClient";

/** How many calls; 100000 by MSADS_LOAD_CALLS. */
const CALLS = Number(process.env.MSADS_LOAD_CALLS ?? 5_000);
/** What is kept of the last calls, by number. */
const LOGGED = 10_000;
const MB = 1024 * 1024;

let emulator: LoadedEmulator;
beforeAll(async () => {
  emulator = await startLoadedEmulator();
});
afterAll(() => emulator.close());

const rest = (token: string) => ({
  "content-type": "application/json",
  authorization: `Bearer ${token}`,
  customerid: "111",
  customeraccountid: "222",
  developertoken: "any",
});
const xml = (action: string) => ({ "content-type": "text/xml; charset=utf-8", soapaction: action });
const v13 = "/CampaignManagement/v13";
const add = (name: string) =>
  JSON.stringify({ ConversionGoals: [{ Type: "OfflineConversion", Name: name, GoalCategory: "Purchase" }] });
const soapCall = (operation: string, body: string) =>
  shot(200, "POST", pathOf(13), xml(operation), envelopeOf({ base: "", operation, body }));

/** Calls of all sorts, good ones and refused ones; none of them makes the account larger once they were all made. */
const shots: readonly Shot[] = [
  shot(200, "POST", `${v13}/UetTags/QueryByIds`, rest(accessToken), "{}"),
  shot(200, "POST", `${v13}/ConversionGoals`, rest(accessToken), add("The same name each time")),
  soapCall("GetUetTagsByIds", ""),
  shot(
    200,
    "POST",
    `${v13}/ConversionGoals/QueryByIds`,
    rest(accessToken),
    '{"ConversionGoalTypes":"OfflineConversion"}',
  ),
  shot(401, "POST", `${v13}/UetTags/QueryByIds`, rest("nobody's"), "{}"),
  shot(400, "POST", `${v13}/ConversionGoals`, rest(accessToken), "{not JSON"),
  soapCall("GetConversionGoalsByIds", "<t:ConversionGoalTypes>OfflineConversion</t:ConversionGoalTypes>"),
  shot(400, "POST", pathOf(13), xml("AddUetTags"), "<no/><xml"),
  shot(
    200,
    "POST",
    "/common/oauth2/v2.0/token",
    { "content-type": "application/x-www-form-urlencoded" },
    "client_id=a&grant_type=refresh_token&refresh_token=emulator-refresh-token",
  ),
];
/** All but the last are calls of the service, and logged. */
const isCall = (shots.length - 1) / shots.length;

const fire = (requests: number) => burst({ url: emulator.url, shots, requests, connections: 50, depth: 8 });

it("takes calls as fast as they come, over many connections, each of which has several under way; it forgets no call and keeps no memory", async () => {
  const whole = Math.floor(CALLS / shots.length) * shots.length;
  // What grows once has grown by then; in a long run the log is full as well.
  const warmUp = whole > LOGGED ? Math.ceil((LOGGED * 1.2) / shots.length) : 200;
  expect(await fire(warmUp * shots.length)).toEqual(new Map());
  if (whole <= LOGGED) await emulator.forget();
  const before = await emulator.heap();
  const first = (await emulator.state()).last ?? 0;
  const began = performance.now();
  expect(await fire(whole)).toEqual(new Map());
  const seconds = (performance.now() - began) / 1_000;
  const state = await emulator.state();
  expect(state).toMatchObject({ complaints: [], goals: 1, last: first + whole * isCall });
  expect(state.calls).toBe(Math.min(LOGGED, first + whole * isCall));
  if (whole <= LOGGED) await emulator.forget();
  const after = await emulator.heap();
  const grown = (after.heapUsed + after.external - before.heapUsed - before.external) / MB;
  expect(grown).toBeLessThan(3);
  if (process.env.MSADS_LOAD_CALLS !== undefined)
    console.log(
      `${whole} calls in ${seconds.toFixed(1)} s, ${Math.round(whole / seconds)} a second; ` +
        `heap ${(before.heapUsed / MB).toFixed(1)} MB before, ${(after.heapUsed / MB).toFixed(1)} MB after (with the last ${state.calls} calls)`,
    );
}, 280_000);
