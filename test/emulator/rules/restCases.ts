import type { Driver } from "../driver";
import { callRest, type RestCall, restCodes } from "../restClient";
import { behaviour } from "./cases";

const goal = { Type: "OfflineConversion", GoalCategory: "Other", Name: "over REST" };

async function codes(driver: Driver, call: Omit<RestCall, "base">): Promise<string> {
  return restCodes(await callRest({ base: driver.emulator.rest, ...call })).join();
}
const add = (driver: Driver, more: object) =>
  codes(driver, { path: "/ConversionGoals", body: { ConversionGoals: [{ ...goal, ...more }] } });

export const restBehaviours = [
  behaviour("rest.unknown-member", "100", "", (driver) => add(driver, { Colour: "red" })),
  behaviour("rest.long-goal-type", "", "100", (driver) => add(driver, { Type: "OfflineConversionGoal" })),
  behaviour("rest.none-flag", "", "100", (driver) =>
    codes(driver, {
      path: "/ConversionGoals/QueryByIds",
      body: { ConversionGoalTypes: "None, Url", ReturnAdditionalFields: "None" },
    }),
  ),
  behaviour("rest.token-first", "105", "100", (driver) =>
    codes(driver, { path: "/UetTags", body: "{", headers: { authorization: "Bearer wrong" } }),
  ),
];

const ids = (TagIds: unknown) => ({ path: "/UetTags/QueryByIds", body: { TagIds } });
const goals = (...ConversionGoals: readonly unknown[]) => ({
  path: "/ConversionGoals",
  body: { ConversionGoals },
});
const ofGoal = (rule: "rest.member-types" | "rest.goal-type", more: object) => ({
  rule,
  call: goals({ ...goal, ...more }),
});

/** Requests that cannot be read; there is no reading to fall back to, so their rules have no switch. */
export const restUnreadable = [
  ...["", "{", "[]", "null", "5", '"x"', '{"UetTags":[}', "{'a':1}", '{"a":01}', "<a/>", "\u0000"].map(
    (body) => ({ rule: "rest.malformed" as const, call: { path: "/UetTags", body } }),
  ),
  {
    rule: "rest.malformed" as const,
    call: { path: "/UetTags", body: new Uint8Array([0x22, 0xff, 0x22]) },
  },
  { rule: "rest.malformed" as const, call: { path: "/UetTags", body: "[".repeat(100_000) } },
  { rule: "rest.malformed" as const, call: { path: "/UetTags", body: `[${"0,".repeat(300_000)}0]` } },
  { rule: "rest.member-types" as const, call: ids([5]) },
  { rule: "rest.member-types" as const, call: ids(["x"]) },
  { rule: "rest.member-types" as const, call: ids(["9223372036854775808"]) },
  { rule: "rest.member-types" as const, call: ids("5") },
  { rule: "rest.member-types" as const, call: ids({ long: ["5"] }) },
  { rule: "rest.member-types" as const, call: goals("x") },
  ofGoal("rest.member-types", { Name: 5 }),
  ofGoal("rest.member-types", { Name: "\u0001" }),
  ofGoal("rest.member-types", { Name: "\ud800" }),
  ofGoal("rest.member-types", { ConversionWindowInMinutes: "60" }),
  ofGoal("rest.member-types", { ConversionWindowInMinutes: 1.5 }),
  ofGoal("rest.member-types", { ConversionWindowInMinutes: 3e9 }),
  ofGoal("rest.member-types", { ExcludeFromBidding: "true" }),
  ofGoal("rest.member-types", { Revenue: { Value: "5" } }),
  ofGoal("rest.member-types", { Revenue: { Value: 1e300 } }),
  ofGoal("rest.member-types", { Status: "Sleeping" }),
  ofGoal("rest.member-types", { Status: 1 }),
  ofGoal("rest.goal-type", { Type: null }),
  ofGoal("rest.goal-type", { Type: undefined }),
  ofGoal("rest.goal-type", { Type: "Smart" }),
  ofGoal("rest.goal-type", { Type: ["Url"] }),
];
