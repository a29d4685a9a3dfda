import { goalTypesOf } from "../../../goals/definitions";
import type { Kit } from "../kit";
import { Decimal, Flags, goal, ids, List, type Parts, TypedGoal } from "../message";
import { behaviour, type Probe, type ProbeGroup, refusal } from "../probe";
import type { Reply } from "../reply";
import { seenAs } from "../verdict";

/** No token of anybody. */
const WRONG_TOKEN = "msads-parity-wrong-token";
const UNREADABLE = "DeserializationFailed";
const TYPES = new Flags(goalTypesOf(13));

const read = (kit: Kit, parts: Parts = { ConversionGoalTypes: TYPES }, headers = {}) =>
  kit.call("GetConversionGoalsByIds", parts, { headers, expects: [106] });

/** The schema's complaint about a request that only reads. */
function unreadable(reply: Reply) {
  return seenAs(reply.symbols.includes(UNREADABLE), {}, reply);
}

const soapOnly: readonly Probe[] = [
  behaviour(
    "call.order",
    async (kit) => unreadable(await read(kit, { ConversionGoalTypes: TYPES, ConversionGoalIds: ids("1") })),
    "soap",
  ),
  behaviour(
    "call.order-skips",
    async (kit) => {
      const { Name: name = "", ...fields } = await kit.good("OfflineConversion");
      const early = {
        GoalCategory: "Purchase",
        IsExternallyAttributed: false,
        Name: name,
        Scope: fields.Scope ?? "Account",
      };
      const reply = await kit.addGoals([new TypedGoal("OfflineConversion", early)]);
      return seenAs(reply.codes.includes(5319), {}, reply);
    },
    "soap",
  ),
  behaviour(
    "call.dtd",
    async (kit) => {
      const { accepted, status } = await kit.call("GetUetTagsByIds", {}, { before: "<!DOCTYPE x>" });
      return seenAs(!accepted, { HttpStatus: String(status ?? "none") });
    },
    "soap",
  ),
  behaviour(
    "call.malformed",
    async (kit) => {
      const { status, symbols } = await kit.call("GetUetTagsByIds", {}, { text: "<not-soap/>" });
      const isBare = status === 400 && symbols[0] === "HTTP400";
      return seenAs(isBare, { HttpStatus: String(status ?? "none") });
    },
    "soap",
  ),
  behaviour(
    "call.fault-200",
    async (kit) => {
      const reply = await read(kit, {});
      const { status, isFault } = reply;
      return seenAs(isFault && status === 200, { HttpStatus: String(status ?? "none") }, reply);
    },
    "soap",
  ),
  behaviour(
    "call.schema-first",
    async (kit) => {
      // No goal is only a goal: nobody can read it, whatever else the service passes over.
      const parts = { ConversionGoals: new List("ConversionGoal", [new TypedGoal(undefined, {})]) };
      const how = { accessToken: WRONG_TOKEN, expects: [105, 106, 109] };
      return unreadable(await kit.call("UpdateConversionGoals", parts, how));
    },
    "soap",
  ),
];

export const callProbes: ProbeGroup = {
  name: "callRules",
  probes: [
    ...soapOnly,
    behaviour("call.text", async (kit) => {
      const id = await kit.shared("OfflineConversion");
      const fine = goal("OfflineConversion", { Id: id, GoalCategory: "Purchase" });
      const wrong = goal("Url", { Id: await kit.shared("Url"), Status: "Sleeping" });
      const reply = await kit.call("UpdateConversionGoals", {
        ConversionGoals: new List("ConversionGoal", [fine, wrong]),
      });
      return seenAs(reply.isFault, {}, reply);
    }),
    behaviour("call.text-units", async (kit) => {
      const name = kit.newName();
      // At most 100 code points, but more than 100 code units.
      const wide = `${name} ${"\u{1f600}".repeat(99 - name.length)}`;
      const reply = await kit.addGoals([
        goal("OfflineConversion", await kit.good("OfflineConversion", { Name: wide })),
      ]);
      return seenAs(!reply.accepted, {}, reply);
    }),
    refusal("auth.customer-unreadable", (kit) => read(kit, undefined, { customerId: "None" })),
    refusal("auth.account-invalid", (kit) => read(kit, undefined, { customerAccountId: "None" })),
    behaviour("answer.no-errors", async (kit) => {
      let PartialErrors = "absent";
      const lookAt = (body: string) => {
        const isThere = body.includes("PartialErrors");
        // Over REST, and over SOAP.
        const isNil = /"PartialErrors"\s*:\s*null|<(\w+:)?PartialErrors[^>]*nil="(true|1)"/.test(body);
        PartialErrors = isNil ? "nil" : isThere ? "present" : "absent";
      };
      await kit.call("GetUetTagsByIds", { TagIds: ids(await kit.tag()) }, { lookAt });
      return seenAs(PartialErrors === "present", { PartialErrors });
    }),
    behaviour("answer.decimals-with-four", async (kit) => {
      const Revenue = { CurrencyCode: "EUR", Type: "FixedValue", Value: new Decimal("5.10") };
      const id = await kit.made("OfflineConversion", { Revenue });
      const Value = (await kit.seen(id))?.value("Revenue", "Value") ?? "absent";
      return seenAs(/^5\.1000$/.test(Value), { Value });
    }),
  ],
  unasked: [],
};
