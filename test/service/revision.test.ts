import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stub, startStub } from "./stub";
import { TRANSPORTS } from "./transports";

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

// Microsoft: one of its published dates, never another; it would decide which fields and names an answer may hold.
const REVISION = "2026-10-12";

test.each(TRANSPORTS.flatMap((transport) => transport.versions.map((version) => ({ transport, version }))))(
  "each call over $transport.name, version $version, says by which revision its answer is read",
  async ({ transport, version }) => {
    const port = transport.port(stub.url, { version });
    const calls = [
      () => port.getUetTags("all"),
      () => port.getConversionGoals("all"),
      () => port.addUetTags([{ fields: { name: "n" } }]),
      () => port.updateUetTags([{ id: "1", fields: { name: "n" } }]),
      () => port.addConversionGoals([{ type: "OfflineConversion", fields: { name: "n" } }]),
      () => port.updateConversionGoals([{ type: "Url", id: "1", fields: { status: "Paused" } }]),
    ];
    const before = stub.got.length;
    for (const call of calls) await expect(call()).rejects.toThrow("HTTP 404");
    const sent = stub.got.slice(before).map(({ headers }) => headers["api-revision"]);
    expect(sent).toEqual(calls.map(() => REVISION));
  },
);
