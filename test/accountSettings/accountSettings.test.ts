import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountSettingProblems } from "../../provider/accountSettings/accountSettingProblems";
import {
  ACCOUNT_SETTINGS,
  PROPERTY_NAMES,
  propertiesOf,
  settingsOf,
} from "../../provider/accountSettings/accountSettings";
import { compareSettings, needsConsent } from "../../provider/accountSettings/compareSettings";
import { expressedSettings } from "../../provider/accountSettings/expressedSettings";
import { UNKNOWN } from "../../provider/goals/text";

const problems = (inputs: Readonly<Record<string, unknown>>, version: 12 | 13 = 13) =>
  accountSettingProblems(inputs, version).map(({ property }) => property);

describe("what a program may set", () => {
  it.each([
    { autoTagging: true },
    { autoTagging: false, includeViewThroughConversions: true },
    { finalUrlSuffix: "" },
    { finalUrlSuffix: "utm_source=bing&utm_medium=cpc" },
    { finalUrlSuffix: "x".repeat(2048) },
    { trackingUrlTemplate: "" },
    { trackingUrlTemplate: "{lpurl}?a=b" },
    { trackingUrlTemplate: "HTTPS://t.example/?u={escapedlpurl}" },
    { trackingUrlTemplate: UNKNOWN, autoTagging: UNKNOWN },
  ])("%o is good", (inputs) => expect(problems(inputs)).toEqual([]));

  it.each([
    [{}, ""],
    [{ autoTagging: null }, ""],
    [{ autoTagging: "true" }, "autoTagging"],
    [{ autoTaging: true }, "autoTaging"],
    [{ finalUrlSuffix: "?a=b" }, "finalUrlSuffix"],
    [{ finalUrlSuffix: "x".repeat(2049) }, "finalUrlSuffix"],
    [{ finalUrlSuffix: "a\u0000" }, "finalUrlSuffix"],
    [{ trackingUrlTemplate: "ftp://t.example/{lpurl}" }, "trackingUrlTemplate"],
    [{ trackingUrlTemplate: "https://t.example/" }, "trackingUrlTemplate"],
  ])("%o is not", (inputs, property) => expect(problems(inputs)).toEqual([property]));

  it("is nothing for version 12", () => {
    expect(accountSettingProblems({ autoTagging: true }, 12)).toEqual([
      { property: "", reason: expect.stringContaining("needs API version 13") },
    ]);
  });

  it("is judged without throwing, whatever it is", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ACCOUNT_SETTINGS, "x"), fc.jsonValue()), (inputs) => {
        expect(accountSettingProblems(inputs, 13)).toBeInstanceOf(Array);
      }),
    );
  });
});

describe("what an account shows", () => {
  it("is read without regard to the case of its words; nothing is not shown, another word is", () => {
    const { fields } = settingsOf("222", [
      { name: PROPERTY_NAMES.autoTagging, value: "True" },
      { name: PROPERTY_NAMES.includeViewThroughConversions, value: null },
      { name: PROPERTY_NAMES.finalUrlSuffix, value: "a=b" },
      { name: "Other", value: "true" },
    ]);
    expect(fields).toEqual({ autoTagging: true, finalUrlSuffix: "a=b" });
    const later = settingsOf("222", [{ name: PROPERTY_NAMES.autoTagging, value: "Auto" }]);
    expect(later.fields).toEqual({ autoTagging: "Auto" });
    expect(expressedSettings(later, 13)).toEqual({});
  });

  const live = fc.record({
    autoTagging: fc.boolean(),
    finalUrlSuffix: fc.constantFrom("", "a=b", "c=d"),
    includeViewThroughConversions: fc.boolean(),
    trackingUrlTemplate: fc.constantFrom("", "{lpurl}"),
  });
  const wanted = fc.record(
    {
      autoTagging: fc.boolean(),
      finalUrlSuffix: fc.constantFrom("", "a=b", "c=d"),
      trackingUrlTemplate: fc.constantFrom("", "{lpurl}"),
    },
    { requiredKeys: [] },
  );

  it("once what differs was set, nothing differs; what the program does not set stays", () => {
    fc.assert(
      fc.property(live, wanted, (before, fields) => {
        const now = settingsOf("222", propertiesOf(before));
        expect(now.fields).toEqual(before);
        const found = compareSettings({ fields }, now);
        const sent = Object.fromEntries(found.map((each) => [each.name, each.wanted]));
        const after = settingsOf("222", propertiesOf({ ...before, ...sent }));
        expect(compareSettings({ fields }, after)).toEqual([]);
        for (const name of ACCOUNT_SETTINGS)
          if (!Object.hasOwn(fields, name)) expect(after.fields[name]).toEqual(before[name]);
      }),
    );
  });

  it("asks for consent to replace a text, not a switch, and not where there is none", () => {
    const now = settingsOf("222", propertiesOf({ autoTagging: true, finalUrlSuffix: "a=b" }));
    const of = (fields: object) => compareSettings({ fields: { ...fields } }, now).filter(needsConsent);
    expect(of({ finalUrlSuffix: "c=d" }).map(({ path }) => path)).toEqual(["finalUrlSuffix"]);
    expect(of({ finalUrlSuffix: "a=b", autoTagging: false })).toEqual([]);
    const empty = settingsOf("222", propertiesOf({ finalUrlSuffix: "" }));
    expect(compareSettings({ fields: { finalUrlSuffix: "c=d" } }, empty).filter(needsConsent)).toEqual([]);
  });
});
