import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessToken, type Emulator, startEmulator } from "../../provider/emulator";
import { contractFile, haveContract, reportSkipped } from "./contractFiles";
import { fields, goalXml, soap, tns } from "./soapClient";

reportSkipped(6);

/** Traffic of the real service, recorded under v12 (its namespace was renamed later, its shape was not). */
describe.skipIf(!haveContract)("replaying recorded traffic", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  const recorded = (name: string) => contractFile(`recorded/${name}.xml`).replaceAll(tns(13), tns(12));

  /** The recorded request with credentials that the emulator knows. */
  const request = (name: string) =>
    recorded(name)
      .replace("<ns0:AuthenticationToken>***FILTERED***", `<ns0:AuthenticationToken>${accessToken}`)
      .replace("<ns0:CustomerId>***FILTERED***", "<ns0:CustomerId>111")
      .replace("<ns0:CustomerAccountId>***FILTERED***", "<ns0:CustomerAccountId>222");

  /** Without what differs by nature: layout, guid, the text of the script, where data goes. */
  const comparable = (xml: string) =>
    xml
      .replace(/<\?xml[^>]*\?>/, "")
      .replace(/>\s+</g, "><")
      .replace(/(<h:TrackingId[^>]*>)[^<]*/, "$1")
      .replace(/<TrackingScript>[^<]*/, "<TrackingScript>")
      .replaceAll(emulator.collector, "//bat.bing.com")
      .replaceAll('xmlns:a="http://schemas.datacontract.org/2004/07/System" ', "")
      .replaceAll(' xmlns:a="http://schemas.datacontract.org/2004/07/System"', "")
      .trim();

  const replay = async (operation: string, name: string) => {
    const reply = await soap({
      base: emulator.soap,
      operation,
      version: 12,
      body: "",
      envelope: request(`${name}__standard`),
    });
    expect(reply.status, reply.text).toBe(200);
    expect(comparable(reply.text)).toBe(comparable(recorded(`${name}__standard_response`)));
  };

  it("AddUetTags", () => replay("AddUetTags", "add_uet_tags"));
  it("UpdateUetTags", () => replay("UpdateUetTags", "update_uet_tags"));
  it("GetUetTagsByIds", () => replay("GetUetTagsByIds", "get_uet_tags_by_ids"));
  it("AddConversionGoals", async () => {
    const other = {
      ConversionWindowInMinutes: 43200,
      CountType: "Unique",
      Name: "random",
      TagId: "96031109",
      ActionExpression: "contact_form",
      ActionOperator: "Equals",
    };
    const body = `<t:ConversionGoals>${goalXml("EventGoal", fields(other))}</t:ConversionGoals>`;
    await soap({ base: emulator.soap, operation: "AddConversionGoals", version: 12, body });
    await replay("AddConversionGoals", "add_conversion_goals");
  });
  it("UpdateConversionGoals", () => replay("UpdateConversionGoals", "update_conversion_goals"));
  it("GetConversionGoalsByIds", () => replay("GetConversionGoalsByIds", "get_conversion_goals_by_ids"));
});
