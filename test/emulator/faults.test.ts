import { describe, expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { xmlTools } from "../../provider/emulator/schema/validator";
import { until } from "../support/e2eUntil";
import { haveContract, officialSchema, reportSkipped } from "./contractFiles";
import { codesOf, Driver, good, said, useDriver } from "./driver";
import { partialErrors, texts } from "./soapClient";

const driver = useDriver();

const names = () => driver.emulator.store.goals.map((goal) => goal.fields.Name);

describe("planned faults", () => {
  it("refuse a call by code, with the status that is asked for, as often as asked for", async () => {
    driver.emulator.faults({ kind: "fault", code: 117, times: 2, http: 200 });
    for (const status of [200, 200]) {
      const reply = await driver.add("Url");
      expect([reply.status, said(reply, "ErrorCode")]).toEqual([status, "CallRateExceeded"]);
      expect(reply.text).toContain('<AdApiFaultDetail xmlns="https://adapi.microsoft.com"');
    }
    expect((await driver.add("Url")).status).toBe(200);
    expect(names()).toEqual(["url"]);
  });

  it("wait for their operation and let calls pass first", async () => {
    driver.emulator.faults({ kind: "fault", code: 1010, operation: "GetUetTagsByIds", after: 1 });
    expect(codesOf(await driver.add("Url"))).toEqual([]);
    expect(codesOf(await driver.getTags())).toEqual([]);
    const reply = await driver.getTags();
    expect([reply.status, codesOf(reply)]).toEqual([500, ["1010"]]);
    expect(reply.text).toContain('<TrackingId xmlns="https://adapi.microsoft.com">');
    expect(codesOf(await driver.getTags())).toEqual([]);
  });

  it("cut the connection before the call takes effect, or after", async () => {
    driver.emulator.faults({ kind: "drop", when: "before" }, { kind: "drop", when: "after" });
    await expect(driver.add("Url", { Name: "before" })).rejects.toThrow();
    expect(names()).toEqual([]);
    await expect(driver.add("Url", { Name: "after" })).rejects.toThrow();
    expect(names()).toEqual(["after"]);
    expect(driver.emulator.calls().map((each) => [each.outcome, each.status])).toEqual([
      ["ok", 200],
      ["dropped", 0],
      ["dropped", 0],
    ]);
    expect(driver.emulator.calls().map((each) => each.sent[0]?.name)).toEqual(["site", "before", "after"]);
  });

  it("answer HTTP 200 without a body, before or after", async () => {
    driver.emulator.faults({ kind: "empty200" }, { kind: "empty200", when: "after" });
    for (const name of ["before", "after"]) {
      const reply = await driver.add("Url", { Name: name });
      expect([reply.status, reply.text]).toEqual([200, ""]);
    }
    expect(names()).toEqual(["after"]);
  });

  it("answer any HTTP, as a gateway would", async () => {
    driver.emulator.faults({
      kind: "http",
      status: 503,
      body: "<h1>down</h1>",
      headers: { "retry-after": "3" },
    });
    const reply = await driver.getTags();
    expect([reply.status, reply.text, reply.contentType]).toEqual([
      503,
      "<h1>down</h1>",
      "text/html; charset=utf-8",
    ]);
  });

  it("delay a call, which then goes on", async () => {
    driver.emulator.faults({ kind: "delay", ms: 60 }, { kind: "fault", code: 0 });
    const before = performance.now();
    expect(codesOf(await driver.getTags())).toEqual(["0"]);
    expect(performance.now() - before).toBeGreaterThan(55);
  });

  it("hold a call until they are cleared", async () => {
    driver.emulator.faults({ kind: "delay", ms: 3_600_000, operation: "AddConversionGoals", when: "after" });
    const held = driver.add("Url", { Name: "held" });
    await until("the goal", () => names().includes("held"));
    expect(codesOf(await driver.getTags())).toEqual([]);
    driver.emulator.clearFaults();
    expect([(await held).status, codesOf(await held)]).toEqual([200, []]);
  });

  it("refuse single items; the others go on", async () => {
    driver.emulator.faults(
      { kind: "partial", index: 1, code: 5320, symbol: "InvalidConversionGoalName", editorial: true },
      { kind: "partial", index: 1, code: 0, symbol: "InternalError" },
    );
    const goals = ["a", "b", "c"].map((name) => ["Url", { ...good.Url, Name: name }] as const);
    const reply = await driver.addAll(goals);
    expect(names()).toEqual(["a", "c"]);
    expect(texts(reply.text, "long").map((id) => id !== undefined)).toEqual([true, false, true]);
    expect(partialErrors(reply.text)).toEqual(["1:5320", "1:0"]);
    expect(reply.text).toContain('<BatchError i:type="EditorialError">');
    const editorial = ["Appealable", "DisapprovedText", "Location", "PublisherCountry", "ReasonCode"];
    for (const name of editorial) expect(said(reply, name)).not.toBe("absent");
  });

  it("refuse an item of an update, which then keeps what it had", async () => {
    const id = await driver.idOf(driver.add("Url"));
    driver.emulator.faults({ kind: "partial", index: 0, code: 0, symbol: "InternalError" });
    await driver.update("Url", { Id: id, Name: "other" });
    expect(names()).toEqual(["url"]);
  });

  it("can be taken back", async () => {
    driver.emulator.faults({ kind: "fault", code: 117, times: 9 });
    driver.emulator.clearFaults();
    expect((await driver.getTags()).status).toBe(200);
  });

  it("do not keep the emulator from closing", async () => {
    const other = await startEmulator();
    other.faults({ kind: "delay", ms: 60_000 });
    const hanging = new Driver(other).getTags().catch((error: unknown) => error);
    const planned = async () => (await fetch(`${other.admin}/faults`)).text();
    await until("the call to meet its fault", async () => (await planned()) === "[]");
    await other.close();
    expect(await hanging).toBeDefined();
  });
});

reportSkipped(1);

describe.skipIf(!haveContract)("faults and answers", () => {
  it("are valid by Microsoft's own schema", async () => {
    const { xml } = await xmlTools();
    for (const version of [12, 13] as const) {
      const complaint = officialSchema(xml, version);
      driver.emulator.faults(
        { kind: "fault", code: 117, errorCode: "A & B" },
        { kind: "fault", code: 5321 },
        { kind: "partial", index: 0, code: 1, symbol: "S", editorial: true, operation: "AddUetTags" },
      );
      const options = { version };
      const replies = [
        await driver.getTags([], "", options),
        await driver.getTags([], "", options),
        await driver.addTags([{ Name: "x" }], options),
        await driver.get(["1"], "", "", options),
        await driver.add("InStoreTransaction", { Name: `v${version}` }, options),
      ];
      for (const { text } of replies) {
        const body =
          /<detail>(.*)<\/detail>/.exec(text)?.[1] ?? /<s:Body>(.*)<\/s:Body>/.exec(text)?.[1] ?? "";
        const document = xml.XmlDocument.fromString(body);
        expect(complaint(document.root), body).toBeUndefined();
        document.dispose();
      }
    }
  });
});
