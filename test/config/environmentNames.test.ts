import { describe, expect, it } from "vitest";
import { misspeltVariables, misspeltWords, variableOf } from "../../provider/config/environmentNames";
import { SETTING_NAMES } from "../../provider/config/settingNames";

/** The variables that an environment of these names has wrong, and what they are taken for. */
function found(...names: readonly string[]) {
  const environment = Object.fromEntries(names.map((name) => [name, "true"]));
  return misspeltVariables(environment).map(({ variable, meant }) => `${variable} > ${meant}`);
}

describe("a variable that is nearly one of ours", () => {
  it.each([
    ["MSADS_READONLY", "MSADS_READ_ONLY"],
    ["MSADS_READ_ONYL", "MSADS_READ_ONLY"],
    ["msads_read_only", "MSADS_READ_ONLY"],
    ["MSADS_ENVIROMENT", "MSADS_ENVIRONMENT"],
    ["MSADS_ON_DELET", "MSADS_ON_DELETE"],
    ["MSADS_ACCOUNTID", "MSADS_ACCOUNT_ID"],
    ["MSADS_CHANGES_AT_MOST", "MSADS_CHANGE_AT_MOST"],
    ["MSADS_CREDENTIAL_FILE", "MSADS_CREDENTIALS_FILE"],
    ["MSADS-TRANSPORT", "MSADS_TRANSPORT"],
  ])("%s is taken for %s", (variable, meant) => {
    expect(found(variable)).toEqual([`${variable} > ${meant}`]);
  });

  it("guards where the one that is meant would hold a run back", () => {
    const guards = misspeltVariables({ MSADS_READONLY: "true", MSADS_TRANSPORTS: "rest" });
    expect(guards.map((each) => each.guards)).toEqual([true, false]);
    expect(guards.map(misspeltWords)).toEqual([
      "MSADS_READONLY in the environment is not a setting; did you mean MSADS_READ_ONLY?",
      "MSADS_TRANSPORTS in the environment is not a setting; did you mean MSADS_TRANSPORT?",
    ]);
  });

  it("is none of ours, nor one that only our tests read, nor one of somebody else", () => {
    const ours = SETTING_NAMES.map(variableOf);
    const ofTests = [
      "CONTRACT_DIR",
      "ROUND_TRIPS",
      "ROUND_TRIPS_SEED",
      "LOAD_CALLS",
      "KEEP_RELEASE",
      "CHROMIUM",
    ];
    const others = [
      "MSADS_CREDENTIALS_FILE",
      "MSADS_EMPTY_ACCOUNT",
      "MSADS_TEAM",
      "READ_ONLY",
      "PULUMI_MSADS",
    ];
    expect(found(...ours, ...ofTests.map((name) => `MSADS_${name}`), "MSADS_ALL", ...others)).toEqual([]);
  });
});
