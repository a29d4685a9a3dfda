import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { RunFailed } from "../../provider/testing/result";
import { pathWithoutPulumi } from "../support/e2eRunner";
import { until } from "../support/e2eUntil";
import { account, folderOf, programOf } from "./userProject";

afterEach(() => vi.unstubAllEnvs());

const SHOP = `
const config = new pulumi.Config();
const site = new msads.UetTag("site", { name: "Main site" });
const order = new msads.UrlGoal("order", {
  name: "Order placed", tagId: site.id, urlOperator: "Contains", urlExpression: config.get("page") ?? "/thank-you",
  goalCategory: "Purchase", revenue: { type: "FixedValue", value: config.getNumber("value") ?? 25, currencyCode: "EUR" },
});
exports.order = order.id;
exports.script = site.trackingScript;
`;
const DEAL = 'new msads.OfflineConversionGoal("deal", { name: "Deal", goalCategory: "Contact" });\n';

describe("a program's life", () => {
  it("is told run by run: what changed, what was called, what the account has", async () => {
    const shop = await account();
    const stack = shop.program(programOf(SHOP, "options:\n  refresh: always\n"));
    const planned = await stack.preview();
    expect([planned.changes.create, planned.writes, shop.goals()]).toEqual([2, [], []]);
    expect(planned.outputs.order).toBe("[unknown]");

    const made = await stack.up();
    expect(made).toMatchObject({ ok: true, operation: "up", unchanged: false });
    expect(made.changes).toEqual({ create: 2, update: 0, replace: 0, delete: 0, same: 0 });
    expect(made.steps).toContainEqual({
      resource: "order",
      type: "pulumi-nodejs:dynamic/msads:ConversionGoal",
      change: "create",
      fields: [],
    });
    expect(made.writes.map(({ operation, items, outcome }) => [operation, items, outcome])).toEqual([
      ["AddUetTags", 1, "ok"],
      ["AddConversionGoals", 1, "ok"],
    ]);
    const order = shop.goal("Order placed");
    expect(order).toMatchObject({ tagId: shop.tag("Main site").id, revenue: { value: 25 } });
    expect(made.outputs).toEqual({ order: order.id, script: shop.tag("Main site").trackingScript });

    shop.editGoal("Order placed", { status: "Paused" });
    const changed = await stack.up({ config: { value: 29.9 } });
    expect(changed.changes).toMatchObject({ update: 1, same: 1 });
    expect(changed.diagnostics).toContainEqual({
      severity: "warning",
      message: expect.stringMatching(/^order: goal .* was changed outside this program: status is "Paused"/),
    });
    expect(changed.writes).toHaveLength(1);
    expect(changed.writes[0]).toMatchObject({
      operation: "UpdateConversionGoals",
      version: 13,
      accountId: "222",
    });
    expect([...(changed.writes[0]?.sent[0]?.fields ?? [])].sort()).toEqual([
      "id",
      "revenue.currencyCode",
      "revenue.type",
      "revenue.value",
      "status",
    ]);
    expect(shop.goal("Order placed")).toMatchObject({
      id: order.id,
      status: "Active",
      revenue: { value: 29.9 },
    });

    const destroyed = await stack.destroy();
    expect(destroyed.changes).toMatchObject({ delete: 2 });
    expect(shop.goals().map(({ status }) => status)).toEqual(["Paused"]);
  });

  it("goes on in another handle of the same stack; another stack is another", async () => {
    const shop = await account();
    const folder = programOf(DEAL);
    const [one, two] = await Promise.all([shop.program(folder).up(), shop.program(folder).up()]);
    expect([one.changes.create, two.changes.same, two.unchanged, two.writes]).toEqual([1, 1, true, []]);
    const refreshed = await shop.program(folder).refresh();
    expect(refreshed).toMatchObject({ unchanged: true, changes: { same: 1 } });
    const other = await shop.program(folder, { stack: "copy" }).preview({ toFail: true });
    expect(other.text).toMatch(/Deal.*exists already/s);
  });
});

describe("a run that fails", () => {
  it("rejects with all that was said, unless it is meant to fail", async () => {
    const shop = await account();
    const bad = SHOP.replace('"Purchase"', '"Buying"');
    const stack = shop.program(programOf(bad));
    const error = await stack.preview().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunFailed);
    expect(String(error)).toMatch(/^RunFailed: preview of .*kit-.*, stack test, failed:\n/);
    expect(String(error)).toMatch(/order \(index\.js:\d+:\d+\)\n.*goalCategory.*Buying.*Purchase/);
    const result = await stack.preview({ toFail: true });
    expect(result).toMatchObject({ ok: false, operation: "preview" });
    expect(result.diagnostics.map(({ severity }) => severity)).toContain("error");
  });

  it("says so when it was meant to fail and did not", async () => {
    const shop = await account();
    const run = shop.program(programOf("")).preview({ toFail: true });
    await expect(run).rejects.toThrow(/was meant to fail, but it succeeded/);
  });

  it("shows where a program throws", async () => {
    const shop = await account();
    const result = await shop.program(programOf('\nthrow new Error("no such shop");')).up({ toFail: true });
    expect(result.text).toContain("no such shop");
    expect(result.text).toMatch(/index\.js:4/);
    expect(shop.calls().filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  it("can be made to fail by the service, goal by goal", async () => {
    const shop = await account();
    const stack = shop.program(programOf(DEAL), { config: { "msads:transport": "rest" } });
    shop.fail({ kind: "partial", operation: "AddConversionGoals", index: 0, code: 5322, symbol: "Odd" });
    const failed = await stack.up({ toFail: true });
    expect(failed.text).toContain("5322");
    expect(failed.writes.map(({ transport, outcome, codes }) => [transport, outcome, codes])).toEqual([
      ["rest", "partial", [5322]],
    ]);
    expect(shop.goals()).toEqual([]);
  });
});

describe("a test's program", () => {
  it("reaches no account, login, backend or proxy of whoever runs it", async () => {
    vi.stubEnv("MSADS_ENDPOINT", "https://127.0.0.1:9");
    vi.stubEnv("MSADS_ACCESS_TOKEN", "of-the-user");
    vi.stubEnv("MSADS_READ_ONLY", "true");
    vi.stubEnv("PULUMI_CONFIG", '{"shop:config:page":"/of-the-user"}');
    vi.stubEnv("PULUMI_ACCESS_TOKEN", "of-the-user");
    for (const name of ["http_proxy", "https_proxy", "HTTPS_PROXY", "HTTP_PROXY", "grpc_proxy"])
      vi.stubEnv(name, "http://127.0.0.1:9");
    const shop = await account({ accountId: "333" });
    const seen = `exports.seen = Object.keys(process.env).filter((name) => /^(MSADS|PULUMI)_/.test(name));
exports.home = process.env.PULUMI_HOME; exports.token = new pulumi.Config().requireSecret("token");
exports.page = new pulumi.Config().require("page"); exports.own = process.env.OWN;\n`;
    const config = `config:
  msads:environment: production
  msads:customerId: "9"
  msads:accountId: "99"
  msads:accessToken: {secure: v1:abc}
  msads:refreshToken: of-the-user
  msads:tokenEndpoint: https://127.0.0.1:9/token
  shop:token: {secure: v1:abc}
  shop:page: /from-the-stack
`;
    const folder = programOf(`${SHOP}${seen}`, "", { "Pulumi.dev.yaml": config });
    const secrets = { token: "invented" };
    const stack = shop.program(folder, { stack: "dev", secrets, env: { OWN: "yes" } });
    const { outputs, calls } = await stack.up();
    expect(outputs).toMatchObject({ token: "[secret]", page: "/from-the-stack", own: "yes" });
    expect(outputs.home).toMatch(new RegExp(`^${tmpdir()}/msads-test-`));
    expect(outputs.seen).not.toContain("MSADS_ENDPOINT");
    expect(outputs.seen).not.toContain("PULUMI_ACCESS_TOKEN");
    expect([...new Set(calls.map(({ accountId }) => accountId))]).toEqual(["333"]);
    expect(shop.goal("Order placed")).toMatchObject({ urlExpression: "/from-the-stack", accountId: "333" });
  });

  it.each([
    { config: { "msads:endpoint": "https://example.com" } },
    { config: { "msads:environment": "production" } },
    { secrets: { "msads:tokenEndpoint": "https://example.com" } },
    { env: { MSADS_TOKEN_ENDPOINT: "https://example.com" } },
    { env: { msads_endpoint: "https://example.com" } },
  ])("cannot be sent elsewhere: %j", async (options) => {
    const shop = await account();
    const folder = programOf("");
    expect(() => shop.program(folder, options)).toThrow(/cannot be given: .* its own emulator/);
    const { config } = options;
    if (config !== undefined)
      await expect(shop.program(folder).preview({ config })).rejects.toThrow(/cannot be given/);
  });

  it("leaves nothing behind; closing ends what is under way", async () => {
    // Other test files make folders in the machine's.
    const temp = folderOf({});
    for (const name of ["TMPDIR", "TEMP"]) vi.stubEnv(name, temp);
    const shop = await account();
    const folder = programOf('require("node:fs").writeFileSync("runs", ""); setInterval(() => {}, 1000);');
    const stack = shop.program(folder);
    const [running, waiting] = [stack.preview(), stack.preview()];
    const ends = Promise.allSettled([running, waiting]);
    await until("the program to run", () => existsSync(join(folder, "runs")));
    await shop[Symbol.asyncDispose]();
    const [first, second] = await ends;
    expect(first).toMatchObject({ status: "rejected", reason: { name: "RunFailed" } });
    expect(String((first as PromiseRejectedResult).reason)).toContain("interrupted");
    expect(String((second as PromiseRejectedResult).reason)).toContain("closed before this run began");
    expect(readdirSync(temp)).toEqual([]);
  });
});

it("says in one line what to do where a program wants the Pulumi CLI and there is none", async () => {
  vi.stubEnv("PATH", pathWithoutPulumi());
  const shop = await account();
  const stack = shop.program(folderOf({ "Pulumi.yaml": "name: shop\nruntime: yaml\n" }), { cli: true });
  const error = await stack.up().catch((caught: unknown) => String(caught));
  expect(error).toMatch(/^Error: there is no pulumi on the PATH.*install the Pulumi CLI \(https:/);
  expect(String(error).split("\n")).toHaveLength(1);
});
