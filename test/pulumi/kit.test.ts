import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RunFailed } from "../../provider/testing/result";
import { PACKAGE } from "../support/e2ePackage";
import { account, folderOf } from "../testing/userProject";

const SHOP = `name: shop
runtime: yaml
plugins: { providers: [{ name: msads, path: ${join(PACKAGE, "plugin")} }] }
config:
  worth: { type: integer, default: 25 }
  token: { type: string, secret: true }
resources:
  site: { type: "msads:UetTag", properties: { name: Main site } }
  order:
    type: msads:UrlGoal
    properties:
      name: Order placed
      tagId: \${site.id}
      urlExpression: /thank-you
      goalCategory: Purchase
      revenue: { type: FixedValue, value: "\${worth}", currencyCode: EUR }
  # Says itself where it is: a test keeps it at its emulator all the same.
  other:
    type: pulumi:providers:msads
    properties:
      { customerId: "111", accountId: "333", environment: production, developerToken: real, clientId: app, refreshToken: "\${token}" }
  won:
    type: msads:OfflineConversionGoal
    properties: { name: Deal won, goalCategory: Contact }
    options: { provider: "\${other}" }
outputs: { orderId: "\${order.id}", token: "\${token}" }
`;
/** A stack for a real account, whose secrets the test cannot read. */
const PROD = `encryptionsalt: v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
config:
  msads:customerId: "987"
  msads:accountId: "654"
  msads:developerToken:
    secure: v1:AAAA:BBBB
  shop:token:
    secure: v1:CCCC:DDDD
`;

test("the testing kit runs a YAML program with the Pulumi CLI: its life, drift, a mistake; nothing of a real account or in the folder is touched", async () => {
  const shop = await account();
  const other = shop.another({ accountId: "333" });
  const folder = folderOf({ "Pulumi.yaml": SHOP, "Pulumi.prod.yaml": PROD });
  const stack = shop.program(folder, {
    cli: true,
    stack: "prod",
    secrets: { token: "emulator-refresh-token" },
  });

  const planned = await stack.preview();
  expect([planned.changes.create, planned.writes, shop.goals()], planned.text).toEqual([3, [], []]);
  expect(planned.outputs).toEqual({ orderId: "[unknown]", token: "[secret]" });

  const made = await stack.up();
  expect(made.changes).toEqual({ create: 3, update: 0, replace: 0, delete: 0, same: 0 });
  expect(made.outputs.orderId).toBe(shop.goal("Order placed").id);
  expect(other.goal("Deal won").accountId).toBe("333");

  shop.editGoal("Order placed", { revenue: { type: "FixedValue", value: 99, currencyCode: "EUR" } });
  const healed = await stack.up();
  expect(healed.steps).toContainEqual({
    resource: "order",
    type: "msads:index:UrlGoal",
    change: "update",
    fields: ["revenue.value"],
  });
  expect(healed.diagnostics).toContainEqual({
    severity: "warning",
    resource: "order",
    message: expect.stringContaining("revenue.value is 99, wanted 25"),
  });
  expect(healed.writes.map(({ operation, items }) => [operation, items])).toEqual([
    ["UpdateConversionGoals", 1],
  ]);

  const failed = await stack.up({ config: { worth: -1 }, toFail: true });
  expect([failed.ok, failed.writes]).toEqual([false, []]);
  expect(failed.text).toContain("revenue.value: got -1; allowed: a decimal");
  await expect(stack.preview({ config: { worth: -1 } })).rejects.toThrow(RunFailed);

  const again = await stack.up();
  expect([again.unchanged, again.writes], again.text).toEqual([true, []]);
  expect((await stack.refresh()).unchanged).toBe(true);
  expect((await stack.destroy()).changes).toMatchObject({ delete: 3 });
  expect(shop.goal("Order placed").status).toBe("Paused");
  expect(readdirSync(folder).sort()).toEqual(["Pulumi.prod.yaml", "Pulumi.yaml"]);
});

test("an encrypted value that a test gives nothing for is named", async () => {
  const shop = await account();
  const stack = shop.program(folderOf({ "Pulumi.yaml": SHOP, "Pulumi.prod.yaml": PROD }), {
    cli: true,
    stack: "prod",
  });
  await expect(stack.up()).rejects.toThrow(/shop:token is encrypted.*invented value in `secrets`/);
});
