import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goalTypesOf } from "../../provider/goals/definitions";
import { fullGoal } from "./samples";
import { type Stub, startStub } from "./stub";
import { rest, soap } from "./transports";

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
  stub.answer({ status: 404 });
});
afterAll(() => stub.close());

/** The JSON type of each member. Microsoft: long is a text, int and decimal are numbers. */
const KINDS: Readonly<Record<string, string>> = {
  ConversionWindowInMinutes: "number",
  ExcludeFromBidding: "boolean",
  IsEnhancedConversionsEnabled: "boolean",
  IsExternallyAttributed: "boolean",
  MinimumDurationInSeconds: "number",
  MinimumPagesViewed: "number",
  Revenue: "object",
  Value: "number",
  ViewThroughConversionWindowInMinutes: "number",
};

async function sent(call: Promise<unknown>) {
  await expect(call).rejects.toThrow("HTTP 404");
  return stub.got.at(-1);
}

describe("a request over rest", () => {
  it.each(goalTypesOf(13))("has the members of SOAP, each as its kind: %s", async (type) => {
    const goal = { ...fullGoal(type, 13), id: "9007199254740993" };
    const got = await sent(rest.port(stub.url).updateConversionGoals([goal]));
    const [item] = JSON.parse(got?.body ?? "").ConversionGoals as readonly Record<string, unknown>[];
    const { Type, ...members } = item ?? {};
    expect(Type).toBe(type);
    expect(members.Id).toBe("9007199254740993");
    for (const [name, value] of Object.entries(members))
      expect([name, typeof value]).toEqual([name, KINDS[name] ?? "string"]);
    if ("Revenue" in members) expect(members.Revenue).toMatchObject({ Type: "FixedValue", Value: 3.5 });

    const overSoap = await soap.sent(await sent(soap.port(stub.url).updateConversionGoals([goal])));
    const overRest = await rest.sent(got);
    expect(overRest).toEqual(overSoap);
  });

  it("has its verb, its path and its members", async () => {
    const port = rest.port(`${stub.url}/base`);
    const goal = { type: "Url", id: "1", fields: { name: "n" } } as const;
    const tag = { id: "1", fields: { name: "n" } };
    const seen: string[] = [];
    for (const call of [
      () => port.addConversionGoals([goal]),
      () => port.updateConversionGoals([goal]),
      () => port.getConversionGoals({ ids: ["1", "9007199254740993"] }),
      () => port.getConversionGoals("all"),
      () => port.getConversionGoals({ tagIds: ["1"] }),
      () => port.addUetTags([tag]),
      () => port.updateUetTags([tag]),
      () => port.getUetTags({ ids: ["1"] }),
    ]) {
      const got = await sent(call());
      seen.push(
        `${got?.method} ${got?.url} ${got?.body.replace(/("[A-Z][a-zA-Z]+)(, [A-Z][a-zA-Z]+)+"/g, '$1…"')}`,
      );
    }
    const types = '"ConversionGoalTypes":"Url…"';
    const asked = '"ReturnAdditionalFields":"ViewThroughConversionWindowInMinutes…"';
    expect(seen.map((each) => each.replace("/base/CampaignManagement/v13", ""))).toEqual([
      'POST /ConversionGoals {"ConversionGoals":[{"Type":"Url","Name":"n"}]}',
      'PUT /ConversionGoals {"ConversionGoals":[{"Type":"Url","Id":"1","Name":"n"}]}',
      `POST /ConversionGoals/QueryByIds {${asked},${types},"ConversionGoalIds":["1","9007199254740993"]}`,
      `POST /ConversionGoals/QueryByIds {${asked},${types}}`,
      `POST /ConversionGoals/QueryByTagIds {${asked},${types},"TagIds":["1"]}`,
      'POST /UetTags {"UetTags":[{"Name":"n"}]}',
      'PUT /UetTags {"UetTags":[{"Id":"1","Name":"n"}]}',
      'POST /UetTags/QueryByIds {"TagIds":["1"],"ReturnAdditionalFields":"Industry"}',
    ]);
  });

  it("writes decimals digit for digit", async () => {
    const fields = { name: "n", value: "9007199254740993.5", revenue: { type: "FixedValue", value: 1e-7 } };
    const got = await sent(rest.port(stub.url).addConversionGoals([{ type: "Event", fields }]));
    expect(got?.body).toContain('"Value":9007199254740993.5');
    expect(got?.body).toContain('"Revenue":{"Type":"FixedValue","Value":0.0000001}');
  });
});
