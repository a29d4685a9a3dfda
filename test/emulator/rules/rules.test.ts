import { describe, expect, it } from "vitest";
import type { RuleId } from "../../../provider/emulator";
import { ruleIds, ruleOf } from "../../../provider/emulator/rules";
import { codesOf, useDriver } from "../driver";
import { callRest, restCodes } from "../restClient";
import { soap } from "../soapClient";
import { accountBehaviours, accountRefusals } from "./accountCases";
import { callBehaviours, callRefusals, noMessages, unreadable } from "./callCases";
import { campaignBehaviours, campaignRefusals } from "./campaignCases";
import { changeBehaviours, changeRefusals } from "./changeCases";
import { customerBehaviours, customerRefusals } from "./customerCases";
import { goalBehaviours, goalRefusals } from "./goalCases";
import { reportBehaviours, reportRefusals } from "./reportCases";
import { restBehaviours, restUnreadable } from "./restCases";
import { tagBehaviours, tagRefusals } from "./tagCases";
import { tagShareBehaviours, tagShareRefusals } from "./tagShareCases";
import { trackingBehaviours } from "./trackingCases";
import { typeBehaviours, typeRefusals } from "./typeCases";

const refusals = [
  ...callRefusals,
  ...goalRefusals,
  ...typeRefusals,
  ...changeRefusals,
  ...tagRefusals,
  ...tagShareRefusals,
  ...accountRefusals,
  ...campaignRefusals,
  ...reportRefusals,
  ...customerRefusals,
];
const behaviours = [
  ...callBehaviours,
  ...restBehaviours,
  ...goalBehaviours,
  ...typeBehaviours,
  ...changeBehaviours,
  ...tagBehaviours,
  ...tagShareBehaviours,
  ...accountBehaviours,
  ...campaignBehaviours,
  ...reportBehaviours,
  ...customerBehaviours,
  ...trackingBehaviours,
];

/** Nil items cannot be refused by a switch: there is nothing to read in them. */
const nilItems = [
  {
    rule: "goal.null",
    operation: "AddConversionGoals",
    body: "<t:ConversionGoals><t:ConversionGoal i:nil='true'/></t:ConversionGoals>",
    code: "0:5323",
  },
  {
    rule: "goal.null",
    operation: "UpdateConversionGoals",
    body: "<t:ConversionGoals><t:ConversionGoal i:nil='true'/></t:ConversionGoals>",
    code: "0:5323",
  },
  {
    rule: "tag.null",
    operation: "AddUetTags",
    body: "<t:UetTags><t:UetTag i:nil='true'/></t:UetTags>",
    code: "0:5310",
  },
  {
    rule: "tag.null",
    operation: "UpdateUetTags",
    body: "<t:UetTags><t:UetTag i:nil='true'/></t:UetTags>",
    code: "0:5310",
  },
  {
    rule: "account.property-null",
    operation: "SetAccountProperties",
    body: "<t:AccountProperties><t:AccountProperty i:nil='true'/></t:AccountProperties>",
    code: "203",
  },
  {
    rule: "link.null",
    operation: "AddCampaignConversionGoals",
    body: "<t:CampaignConversionGoal><t:CampaignConversionGoal i:nil='true'/></t:CampaignConversionGoal>",
    code: "0:203",
  },
] as const;

/** Rules that cannot be turned off: without them nothing is left to go on with. */
const unswitchable: readonly RuleId[] = [
  "auth.customer-unknown",
  "auth.account-invalid",
  "update.id-missing",
  "update.id-unknown",
  "tag.id-missing",
  "tag.id-unknown",
  "call.retired",
];

describe("every rule", () => {
  const driver = useDriver();

  it.each(refusals)("$rule refuses with $code", async ({ rule, code, send }) => {
    const reply = await send(driver);
    expect(codesOf(reply), reply.text).toContain(code);
    expect(driver.last.refusedBy).toContain(rule);
  });

  it.each(refusals.filter((each) => !unswitchable.includes(each.rule)))(
    "$rule can be off",
    async ({ rule, send }) => {
      driver.emulator.settings({ rules: { [rule]: false } });
      const reply = await send(driver);
      expect(reply.text).not.toContain("emulator made an invalid");
      expect(driver.last.refusedBy).not.toContain(rule);
    },
  );

  it.each(behaviours)("$rule decides between $on and $off", async ({ rule, on, off, see }) => {
    driver.emulator.settings({ rules: { [rule]: true } });
    expect(await see(driver)).toBe(on);
    driver.emulator.reset();
    await driver.addTags([{ Name: "site" }]);
    driver.emulator.settings({ rules: { [rule]: false } });
    expect(await see(driver)).toBe(off);
  });

  it.each(nilItems)("$rule in $operation", async ({ rule, operation, body, code }) => {
    expect(codesOf(await driver.call(operation, body))).toEqual([code]);
    expect(driver.last.refusedBy).toEqual([rule]);
  });

  it.each(unreadable)("$rule is the formatter's fault", async ({ rule, body, status }) => {
    const reply = await driver.call("AddConversionGoals", body);
    expect(reply.status).toBe(status);
    expect(reply.text).toContain("a:DeserializationFailed");
    expect(reply.text).toContain("ExceptionDetail");
    expect(driver.last.refusedBy).toEqual([rule]);
  });

  it.each(noMessages)("$rule: $envelope", async ({ rule, envelope }) => {
    const reply = await soap({
      base: driver.emulator.soap,
      operation: "GetUetTagsByIds",
      body: "",
      envelope,
    });
    expect([reply.status, reply.text]).toEqual([400, ""]);
    expect(driver.last.refusedBy).toEqual([rule]);
  });

  it.each(restUnreadable)("$rule: $call.body", async ({ rule, call }) => {
    const reply = await callRest({ base: driver.emulator.rest, ...call });
    expect([reply.status, restCodes(reply)], reply.text).toEqual([400, ["100"]]);
    expect(reply.json.OperationErrors?.[0]?.ErrorCode).toBe("NullRequest");
    expect(driver.last.refusedBy).toEqual([rule]);
  });

  it("is shown here", () => {
    const shown = new Set<string>(
      [...refusals, ...behaviours, ...nilItems, ...unreadable, ...noMessages, ...restUnreadable].map(
        (each) => each.rule,
      ),
    );
    expect(ruleIds.filter((id) => !shown.has(id))).toEqual([]);
  });

  it("names its source, and a symbol for its code", () => {
    for (const id of ruleIds) {
      const rule = ruleOf(id);
      expect(rule.source.length, id).toBeGreaterThan(3);
      expect((rule.code === undefined) === (rule.symbol === undefined), id).toBe(true);
    }
  });
});
