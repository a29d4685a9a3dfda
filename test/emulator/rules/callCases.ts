import { codesOf, said, wireXml } from "../driver";
import { envelopeOf, soap, tns } from "../soapClient";
import { behaviour, refusal } from "./cases";

const badGoal = (inner: string) =>
  `<t:ConversionGoals><t:ConversionGoal i:type="t:UrlGoal">${inner}</t:ConversionGoal></t:ConversionGoals>`;

export const callRefusals = [
  refusal("call.retired", "303", (driver) => {
    driver.emulator.settings({ retired: [12] });
    return driver.getTags([], "", { version: 12 });
  }),
  refusal("auth.token-missing", "116", (driver) =>
    driver.getTags([], "", { headers: { AuthenticationToken: null } }),
  ),
  refusal("auth.developer-token-missing", "116", (driver) =>
    driver.getTags([], "", { headers: { DeveloperToken: "" } }),
  ),
  refusal("auth.token-invalid", "105", (driver) =>
    driver.getTags([], "", { headers: { AuthenticationToken: "wrong" } }),
  ),
  refusal("auth.token-expired", "109", (driver) =>
    driver.getTags([], "", { headers: { AuthenticationToken: "expired-1" } }),
  ),
  refusal("auth.customer-missing", "1029", (driver) =>
    driver.getTags([], "", { headers: { CustomerId: null } }),
  ),
  refusal("auth.customer-unreadable", "1029", (driver) =>
    driver.getTags([], "", { headers: { CustomerId: "None" } }),
  ),
  refusal("auth.customer-unknown", "106", (driver) =>
    driver.getTags([], "", { headers: { CustomerId: "999" } }),
  ),
  refusal("auth.account-missing", "1030", (driver) =>
    driver.get([], "", "", { headers: { CustomerAccountId: null } }),
  ),
  refusal("auth.account-invalid", "119", (driver) =>
    driver.get([], "", "", { headers: { CustomerAccountId: "None" } }),
  ),
  refusal("auth.account-foreign", "106", (driver) => {
    driver.emulator.addCustomers({ id: "333", accounts: [{ id: "444" }] });
    return driver.get([], "", "", { headers: { CustomerAccountId: "444" } });
  }),
];

export const callBehaviours = [
  behaviour("call.action", "s:Fault", "all well", async (driver) => {
    const reply = await driver.call("GetUetTagsByIds", "", { action: "AddUetTags" });
    return reply.text.includes("a:ActionNotSupported") ? "s:Fault" : "all well";
  }),
  behaviour("call.order-skips", "5319", "absent", async (driver) => {
    const fields =
      "<t:GoalCategory>Purchase</t:GoalCategory><t:IsExternallyAttributed>true</t:IsExternallyAttributed><t:Name>deal</t:Name>";
    const goal = `<t:ConversionGoal i:type="t:OfflineConversionGoal">${fields}</t:ConversionGoal>`;
    return said(
      await driver.call("AddConversionGoals", `<t:ConversionGoals>${goal}</t:ConversionGoals>`),
      "Code",
    );
  }),
  behaviour("call.text-units", "0:5320", "", async (driver) =>
    codesOf(await driver.add("Url", { Name: "\u{1f600}".repeat(51) })).join(),
  ),
  behaviour("call.text", "a:DeserializationFailed", "", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    const goal = (fields: string) =>
      `<t:ConversionGoal i:type="t:UrlGoal"><t:Id>${id}</t:Id>${fields}</t:ConversionGoal>`;
    const wrong = "<t:ConversionWindowInMinutes>soon</t:ConversionWindowInMinutes><t:Name>new</t:Name>";
    const reply = await driver.call(
      "UpdateConversionGoals",
      `<t:ConversionGoals>${goal(`${wrong}<t:Status>Sleeping</t:Status>`)}</t:ConversionGoals>`,
    );
    const { Name, Status } = driver.emulator.store.goal(id)?.fields ?? {};
    if (Name === "new") return Status === "Active" ? codesOf(reply).join() : "changed";
    return said(reply, "faultcode");
  }),
  behaviour("call.dtd", "400 400", "200 400", async ({ emulator }) => {
    const call = { base: emulator.soap, operation: "GetUetTagsByIds", body: "" };
    const document = `?><!DOCTYPE x [<!ENTITY a "b">]>`;
    const envelope = envelopeOf(call).replace("?>", document);
    // What it defines is not known.
    const entity = envelopeOf({ ...call, headers: { DeveloperToken: "&a;" } }).replace("?>", document);
    const replies = [await soap({ ...call, envelope }), await soap({ ...call, envelope: entity })];
    return replies.map(({ status }) => status).join(" ");
  }),
  behaviour("call.malformed", "400 absent", "500 a:DeserializationFailed", async ({ emulator }) => {
    const call = { base: emulator.soap, operation: "GetUetTagsByIds", body: "", envelope: "<not-soap/>" };
    const reply = await soap(call);
    return `${reply.status} ${said(reply, "faultcode")}`;
  }),
  behaviour("call.fault-200", "200", "500", async (driver) => {
    const reply = await driver.getTags([], "", { headers: { DeveloperToken: null } });
    return String(reply.status);
  }),
  behaviour("call.abstract", "a:DeserializationFailed", "absent", async (driver) => {
    const goal = wireXml("ConversionGoal", { Name: "x" });
    const body = `<t:ConversionGoals><t:ConversionGoal>${goal}</t:ConversionGoal></t:ConversionGoals>`;
    return said(await driver.call("AddConversionGoals", body), "faultcode");
  }),
  behaviour("call.schema-first", "a:DeserializationFailed", "s:Server", async (driver) => {
    const options = { headers: { AuthenticationToken: "wrong" } };
    return said(await driver.call("AddConversionGoals", badGoal("<t:Nonsense/>"), options), "faultcode");
  }),
  behaviour("auth.tags-need-no-account", "", "1030", async (driver) => {
    const reply = await driver.getTags([], "", { headers: { CustomerAccountId: null } });
    return said(reply, "Code").replace("absent", "");
  }),
  behaviour("answer.no-errors", "", "nil", async (driver) => said(await driver.getTags(), "PartialErrors")),
  behaviour("answer.silent-fields", "absent", "Purchase", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    return said(await driver.get([id]), "GoalCategory");
  }),
  behaviour("answer.decimals-with-four", "5.1000", "5.10", async (driver) => {
    const revenue = { Type: "FixedValue", Value: "5.10", CurrencyCode: "EUR" };
    const id = await driver.idOf(driver.add("Url", { Revenue: revenue }));
    return said(await driver.get([id]), "Value");
  }),
];

/** What cannot be read. */
export const unreadable = [
  { rule: "call.schema", body: badGoal("<t:Nonsense>1</t:Nonsense><t:Name>order</t:Name>"), status: 500 },
  { rule: "call.order", body: badGoal("<t:TagId>1</t:TagId><t:Name>order</t:Name>"), status: 500 },
  { rule: "call.order", body: badGoal("<t:Name>order</t:Name><t:Name>twice</t:Name>"), status: 500 },
  {
    rule: "call.order",
    body: badGoal("<t:Revenue><t:Value>1</t:Value><t:Type>FixedValue</t:Type></t:Revenue>"),
    status: 500,
  },
  { rule: "call.text", body: badGoal("<t:Status>Sleeping</t:Status>"), status: 500 },
] as const;

export const noMessages = [
  { rule: "call.malformed", envelope: "<not-soap/>" },
  { rule: "call.malformed", envelope: "" },
  { rule: "call.malformed", envelope: "<a>".repeat(5000) },
  { rule: "call.malformed", envelope: "\u0000\u0001" },
  { rule: "call.malformed", envelope: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>` },
  { rule: "call.dtd", envelope: `<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>` },
  { rule: "call.dtd", envelope: `<?xml version="1.0"?><!-- ${tns(13)} --><!DOCTYPE x><x/>` },
] as const;
