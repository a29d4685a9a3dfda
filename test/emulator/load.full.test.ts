import { afterAll, beforeAll, expect, it } from "vitest";
import { accessToken } from "../../provider/emulator";
import { burst, type Outcome, type Shot, shot } from "./burst";
import { type LoadedEmulator, startLoadedEmulator } from "./loadChild";
import { envelopeOf, pathOf } from "./soapClient";

/** How many calls of the long test; 100000 by MSADS_LOAD_CALLS, which has speeds printed as well. */
const CALLS = Number(process.env.MSADS_LOAD_CALLS ?? 2_500);
const say = process.env.MSADS_LOAD_CALLS === undefined ? () => {} : console.log;
/** What is kept of the last calls, by number. */
const LOGGED = 10_000;
const MB = 1024 * 1024;

let emulator: LoadedEmulator;
beforeAll(async () => {
  emulator = await startLoadedEmulator();
  // What grows once has grown by then; in a long run the log is full as well.
  const turns = WHOLE > LOGGED ? Math.ceil((LOGGED * 1.2) / shots.length) : 200;
  expect((await fire(turns * shots.length)).wrong).toEqual(new Map());
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
const soapCall = (operation: string, body: string) => {
  const wanted = { status: 200, says: `<${operation}Response ` };
  return shot(wanted, "POST", pathOf(13), xml(operation), envelopeOf({ base: "", operation, body }));
};
const fault = (code: number) => `"Code":${code},`;

/** Calls of all sorts, good ones and refused ones; none of them makes the account larger once they were all made. */
const shots: readonly Shot[] = [
  shot({ status: 200, says: '{"UetTags":[' }, "POST", `${v13}/UetTags/QueryByIds`, rest(accessToken), "{}"),
  shot(
    { status: 200, says: '{"ConversionGoalIds":[' },
    "POST",
    `${v13}/ConversionGoals`,
    rest(accessToken),
    add("The same name each time"),
  ),
  soapCall("GetUetTagsByIds", ""),
  shot(
    { status: 200, says: '{"ConversionGoals":[' },
    "POST",
    `${v13}/ConversionGoals/QueryByIds`,
    rest(accessToken),
    '{"ConversionGoalTypes":"OfflineConversion"}',
  ),
  shot({ status: 401, says: fault(105) }, "POST", `${v13}/UetTags/QueryByIds`, rest("nobody's"), "{}"),
  shot({ status: 400, says: fault(100) }, "POST", `${v13}/ConversionGoals`, rest(accessToken), "{not JSON"),
  soapCall("GetConversionGoalsByIds", "<t:ConversionGoalTypes>OfflineConversion</t:ConversionGoalTypes>"),
  shot({ status: 400, says: "" }, "POST", pathOf(13), xml("AddUetTags"), "<no/><xml"),
  shot(
    { status: 200, says: '"access_token":"' },
    "POST",
    "/common/oauth2/v2.0/token",
    { "content-type": "application/x-www-form-urlencoded" },
    "client_id=a&grant_type=refresh_token&refresh_token=emulator-refresh-token",
  ),
];
/** All but the last are calls of the service, and logged. */
const isCall = (shots.length - 1) / shots.length;

const WHOLE = Math.floor(CALLS / shots.length) * shots.length;

const fire = (requests: number) => burst({ url: emulator.url, shots, requests, connections: 50, depth: 8 });

/** Fires, and expects that all is answered and logged, and that no memory is kept but the log's. */
async function keepsNothing(requests: number, fireThem: () => Promise<Outcome>): Promise<Outcome> {
  // A log that is not full yet grows by rights.
  const logGrows = requests * isCall <= LOGGED;
  if (logGrows) await emulator.forget();
  const before = await emulator.heap();
  const first = (await emulator.state()).last ?? 0;
  const outcome = await fireThem();
  expect(outcome.wrong).toEqual(new Map());
  const state = await emulator.state();
  const last = first + requests * isCall;
  expect(state).toMatchObject({ complaints: [], goals: 1, last, calls: Math.min(LOGGED, last) });
  if (logGrows) await emulator.forget();
  const after = await emulator.heap();
  expect((after.heapUsed + after.external - before.heapUsed - before.external) / MB).toBeLessThan(3);
  say(`heap ${(before.heapUsed / MB).toFixed(1)} MB before, ${(after.heapUsed / MB).toFixed(1)} MB after`);
  return outcome;
}

it("takes calls as fast as they come, over many connections, each of which has several under way; it forgets no call and keeps no memory", async () => {
  const { answeredMs } = await keepsNothing(WHOLE, () => fire(WHOLE));
  say(
    `${WHOLE} calls in ${(answeredMs / 1_000).toFixed(1)} s, ${Math.round((WHOLE / answeredMs) * 1_000)} a second`,
  );
});

it("takes ten thousand requests that are all on the wire before an answer is read; and has its memory back afterwards", async () => {
  const connections = 90;
  const depth = 112;
  const requests = connections * depth;
  const { sentMs, answeredMs } = await keepsNothing(requests, () =>
    burst({ url: emulator.url, shots, requests, connections, depth }),
  );
  say(
    `${requests} requests on the wire in ${sentMs.toFixed(0)} ms, all answered after ${answeredMs.toFixed(0)} ms`,
  );
});
