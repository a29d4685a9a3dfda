import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationsOf } from "../../provider/service/soap/messages";
import type { CampaignOperation } from "../../provider/service/wire/operations";
import { contractFile, hasContract, noteSkipped, officialValidator, type Validate } from "./contract";
import { fullGoals, portTo } from "./samples";
import { answerOf, type Stub, startStub } from "./stub";

const VERSIONS = [12, 13] as const;
const RECORDED = [
  "add_conversion_goals",
  "update_conversion_goals",
  "get_conversion_goals_by_ids",
  "add_uet_tags",
  "update_uet_tags",
  "get_uet_tags_by_ids",
] as const;

noteSkipped(VERSIONS.flatMap(operationsOf).length + VERSIONS.length + RECORDED.length + 1);

describe.skipIf(!hasContract)("official descriptions", () => {
  let stub: Stub;
  beforeAll(async () => {
    stub = await startStub();
  });
  afterAll(() => stub.close());

  describe.each(VERSIONS)("version %i", (version) => {
    let validate: Validate;
    beforeAll(async () => {
      validate = await officialValidator(version);
    });

    const goals = fullGoals(version);
    const tags = [
      {
        id: "7",
        fields: {
          name: "Shop",
          description: "",
          ...(version === 13 ? { industry: "Retail", sharedWith: ["333", "444"] } : {}),
        },
      },
    ];
    const calls: Readonly<Record<CampaignOperation, (port: ReturnType<typeof portTo>) => Promise<unknown>>> =
      {
        AddUetTags: (port) => port.addUetTags(tags),
        UpdateUetTags: (port) => port.updateUetTags(tags),
        GetUetTagsByIds: (port) => port.getUetTags({ ids: ["7", "9007199254740993"] }),
        AddConversionGoals: (port) => port.addConversionGoals(goals),
        UpdateConversionGoals: (port) => port.updateConversionGoals(goals),
        GetConversionGoalsByIds: (port) => port.getConversionGoals({ ids: ["1", "2"] }),
        GetConversionGoalsByTagIds: (port) => port.getConversionGoals({ tagIds: ["7"] }),
        GetAccountProperties: (port) =>
          port.getAccountProperties(["MSCLKIDAutoTaggingEnabled", "FinalUrlSuffix"]),
        SetAccountProperties: (port) =>
          port.setAccountProperties([
            { name: "MSCLKIDAutoTaggingEnabled", value: "true" },
            { name: "FinalUrlSuffix", value: "" },
          ]),
        GetCampaignsByIds: (port) => port.getCampaigns(["7", "8"]),
        AddCampaignConversionGoals: (port) =>
          port.addCampaignConversionGoals([{ campaignId: "7", goalId: "1" }]),
        DeleteCampaignConversionGoals: (port) =>
          port.deleteCampaignConversionGoals([{ campaignId: "7", goalId: "1" }]),
        GetOfflineConversionReportByGoalIds: (port) =>
          port.getOfflineConversionReport({
            goalIds: ["1", "2"],
            start: new Date("2026-11-01"),
            end: new Date("2026-11-07"),
          }),
      };

    it.each(operationsOf(version))("%s", async (operation) => {
      stub.answer({ status: 404 });
      await expect(calls[operation](portTo(stub.url, version))).rejects.toThrow("HTTP 404");
      const message = stub.got.at(-1)?.body ?? "";
      expect(message).toContain(`${operation}Request`);
      if (operation.startsWith("Add")) expect(message).not.toContain("<Id>");
      expect(() => validate(message)).not.toThrow();
    });

    it("finds a fault in a message with one", async () => {
      stub.answer({ status: 404 });
      await expect(calls.UpdateConversionGoals(portTo(stub.url, version))).rejects.toThrow();
      const message = stub.got.at(-1)?.body ?? "";
      expect(() => validate(message.replace("<Id>1</Id>", ""))).not.toThrow();
      expect(() => validate(message.replace("<Id>1</Id>", "<Id>one</Id>"))).toThrow();
      expect(() => validate(message.replace("<Id>1</Id>", "<Id>1</Id><Id>1</Id>"))).toThrow();
    });
  });

  it.each(RECORDED)("decodes the recorded answer of %s", async (name) => {
    stub.answer({ body: contractFile(`recorded/${name}__standard_response.xml`) });
    const port = portTo(stub.url);
    const goal = { type: "Event", fields: { name: "sdk test", tagId: "96031109" } } as const;
    switch (name) {
      case "add_conversion_goals":
        return expect(await port.addConversionGoals([goal])).toEqual({
          trackingId: "27c5447b-da43-4f03-b704-8ea00de874f4",
          items: [{ ok: true, value: "46068449" }],
        });
      case "update_conversion_goals":
        return expect((await port.updateConversionGoals([{ ...goal, id: "46068449" }])).items).toEqual([
          { ok: true, value: undefined },
        ]);
      case "get_conversion_goals_by_ids": {
        const goals = await port.getConversionGoals({ ids: ["46068449", "46068448"] });
        expect(goals.map((live) => live?.name)).toEqual(["updated sdk test", expect.any(String)]);
        return expect(goals[0]).toMatchObject({
          id: "46068449",
          type: "Event",
          trackingStatus: "TagUnverified",
          fields: { revenue: { currencyCode: null, type: "NoValue", value: null }, categoryExpression: null },
        });
      }
      case "add_uet_tags":
        return expect((await port.addUetTags([{ fields: { name: "SDK-test" } }])).items[0]).toMatchObject({
          ok: true,
          value: { id: "96031109", name: "SDK-test", description: "", trackingStatus: "Unverified" },
        });
      case "update_uet_tags":
        return expect(
          (await port.updateUetTags([{ id: "96031109", fields: { name: "x" } }])).items,
        ).toHaveLength(1);
      case "get_uet_tags_by_ids":
        return expect(
          (await port.getUetTags({ ids: ["1", "96031109"] })).map((tag) => tag?.name ?? null),
        ).toEqual([null, "updated SDK-test"]);
    }
  });

  it("the stub's own answers are valid", async () => {
    const validate = await officialValidator(13);
    const xml = answerOf(
      "UpdateConversionGoals",
      "<PartialErrors><BatchError><Code>1</Code><Index>0</Index></BatchError></PartialErrors>",
    );
    expect(() => validate(xml)).not.toThrow();
  });
});
