import { describe, expect, test } from "vitest";
import type { Emulator } from "../../../provider/emulator";
import { useDriver } from "../../emulator/driver";
import { parityOf } from "./parity";

const driver = useDriver();

const emulator = () => driver.emulator;
const own = () => emulator().store.goals.filter(({ fields }) => fields.Name?.startsWith("msads-parity "));

/** Everything in the account but what the run has made. */
function others({ store }: Emulator): string {
  const isOwn = ({ fields }: { readonly fields: { readonly Name?: string | undefined } }) =>
    fields.Name?.startsWith("msads-parity ") === true;
  const { goals, tags, campaigns, accounts, customers } = store.snapshot();
  return JSON.stringify({
    goals: goals.filter((goal) => !isOwn(goal)),
    tags: tags.filter((tag) => !isOwn(tag)),
    campaigns,
    accounts,
    customers,
  });
}

/** Goals of every type, tags, campaigns with links, and settings. */
async function fill(): Promise<void> {
  const added = [
    await driver.idOf(driver.add("Url")),
    await driver.idOf(driver.add("Event")),
    await driver.idOf(driver.add("Duration")),
    await driver.idOf(driver.add("PagesViewedPerVisit")),
    await driver.idOf(driver.add("OfflineConversion")),
    await driver.idOf(driver.add("AppInstall")),
  ];
  for (let at = 0; at < 100; at += 1) await driver.add("Url", { Name: `goal ${at}`, Scope: "Account" });
  await driver.addTags([{ Name: "second", Description: "blog" }]);
  emulator().addCampaign({ Name: "Brand", CampaignType: "Search", GoalIds: added });
  emulator().editAccount("222", { FinalUrlSuffix: "a=b" });
  emulator().addCustomers({ id: "111", accounts: [{ id: "222", autoTagging: false }] });
}

describe("msads parity", () => {
  test.each(["soap", "rest"] as const)(
    "over %s leaves a full account byte for byte as it was, but for its own, which are paused and of Account scope",
    async (transport) => {
      await fill();
      const before = others(emulator());
      expect(before).toContain('"autoTagging":false');
      const run = await parityOf(emulator(), { json: false, transport });
      expect(run.isWhole).toBe(true);
      expect(others(emulator())).toBe(before);
      expect(own().length).toBeGreaterThan(10);
      expect(own().length).toBeLessThanOrEqual(40);
      expect(new Set(own().map(({ fields }) => `${fields.Scope} ${fields.Status}`))).toEqual(
        new Set(["Account Paused"]),
      );
      expect(emulator().store.tags.length).toBeLessThanOrEqual(2 + 3);
      expect(run.printed).toContain(`Left in the account: ${own().length} paused goals and 1 UET tag`);
    },
  );

  test("changes nothing but its own where the service accepts what it should refuse", async () => {
    await fill();
    const before = others(emulator());
    const off = Object.fromEntries(
      [
        "goal.name-case",
        "goal.category-missing",
        "goal.status-new",
        "goal.tag-missing",
        "goal.tag-unknown",
        "goal.name-given-up",
        "account.flag-invalid",
        "update.deleted-ignored",
        "tag.share-account",
        "tag.share-both",
        "tag.share-neither",
        "default.status",
        "call.text-units",
      ].map((rule) => [rule, false]),
    );
    emulator().settings({ rules: off });
    const run = await parityOf(emulator());
    expect(run.unlike.length).toBeGreaterThan(10);
    expect(others(emulator())).toBe(before);
    expect(own().filter(({ fields }) => fields.Status === "Active")).toEqual([]);
  });

  test("says what it makes for ever, and sends nothing without a yes", async () => {
    let words = "";
    const confirm = async (text: string) => {
      words = text;
      return false;
    };
    const before = emulator().calls().length;
    await expect(parityOf(emulator(), { json: false }, { confirm })).rejects.toThrow("nothing was sent");
    expect(emulator().calls().length).toBe(before);
    expect(words).toMatch(
      /at most 40 conversion goals of Account scope, named "msads-parity \d{8}-\d{6}-\w{4} goal …"/,
    );
    expect(words).toContain("at most 3 UET tags");
    expect(words).toContain("account 222");
  });

  test("uses no name twice: two runs in one second differ", async () => {
    const date = () => new Date("2026-11-27T10:00:00Z");
    const first = await parityOf(emulator(), { json: false }, { date, random: () => 0.1 });
    const names = own().map(({ fields }) => fields.Name);
    const second = await parityOf(emulator(), { json: false }, { date, random: () => 0.2 });
    expect(own().length).toBe(2 * names.length);
    expect([first.unlike, second.unlike]).toEqual([[], []]);
  });

  test.each([
    [
      "production is the default",
      { MSADS_ENVIRONMENT: undefined, MSADS_ENDPOINT: undefined },
      /never asks production/,
    ],
    [
      "a production endpoint beside sandbox",
      { MSADS_ENVIRONMENT: "sandbox", MSADS_ENDPOINT: "https://campaign.api.bingads.microsoft.com" },
      /the endpoint is campaign\.api\.bingads\.microsoft\.com/,
    ],
    [
      "a gateway",
      { MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: "https://gateway.example" },
      /the endpoint is gateway\.example/,
    ],
    [
      "settings of production for this machine, which may hand the calls on",
      { MSADS_ENVIRONMENT: "production" },
      /never asks production/,
    ],
    [
      "a host that only begins like the sandbox",
      {
        MSADS_ENVIRONMENT: "sandbox",
        MSADS_ENDPOINT: "https://campaign.api.sandbox.bingads.microsoft.com.example",
      },
      /the endpoint is/,
    ],
    ["API version 12", { MSADS_API_VERSION: "12" }, /API version 13/],
  ])("refuses %s before any call", async (_what, environment, words) => {
    const sent: string[] = [];
    const all = {
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator().url,
      MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
      MSADS_CUSTOMER_ID: "111",
      MSADS_ACCOUNT_ID: "222",
      MSADS_DEVELOPER_TOKEN: "developer",
      MSADS_ACCESS_TOKEN: "emulator-access-token",
      ...environment,
    };
    const more = {
      environment: all,
      fetch: async (url: Parameters<typeof fetch>[0]) => {
        sent.push(String(url));
        throw new Error("nothing may be sent");
      },
    };
    await expect(parityOf(emulator(), { json: false }, more)).rejects.toThrow(words);
    expect(sent).toEqual([]);
  });

  test("the file and the JSON hold no ids, no names, no tokens and no texts of messages", async () => {
    const run = await parityOf(emulator(), { json: true });
    const text = JSON.stringify(run.file);
    const ids = [...own(), ...emulator().store.tags].map(({ id }) => id);
    for (const secret of [...ids, "222", "111", "msads-parity", "emulator-access-token", "A goal", "Message"])
      expect(text, secret).not.toContain(secret);
    const json = JSON.parse(run.printed);
    expect(json.summary).toMatchObject({ unlike: 0 });
    expect(json.rules.length).toBe(98);
    expect(json.rules[0]).toMatchObject({
      group: "callRules",
      id: "call.order",
      mark: "assumed",
      result: "holds",
      unlike: false,
    });
  });
});
