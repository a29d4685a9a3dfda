import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { accessToken, runEmulator } from "../../provider/emulator";
import { useEmulator } from "../support/e2eEmulator";
import { until } from "../support/e2eUntil";
import { Driver } from "./driver";

const emulator = useEmulator();
const driver = new Driver(() => emulator.now);

async function page(path = "/"): Promise<{ readonly reply: Response; readonly text: string }> {
  const reply = await fetch(`${emulator.now.url}${path}`);
  return { reply, text: await reply.text() };
}

/** The cells of each row of the page. */
function rowsOf(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = ""]) =>
    [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = ""]) => cell),
  );
}

describe("the emulator's page", () => {
  it("of an empty account says what runs here and how a program gets to it", async () => {
    const { reply, text } = await page();
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    for (const part of [
      "<h2>Account 222</h2>",
      "Customer 111, EUR",
      "No tags yet.",
      "No goals yet.",
      "No calls yet.",
      "pulumi config set msads:environment emulator",
      `\npulumi config set msads:endpoint ${emulator.now.url}\npulumi up\n`,
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("\ufffd");
  });

  it("lists the tags and goals of each account, and the last calls, the latest first", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "333", currency: "USD" }] });
    await driver.addTags([{ Name: "site" }]);
    const [tag] = emulator.now.store.tags;
    const id = await driver.idOf(driver.add("Url", { Name: "Order" }));
    await driver.add("Url", { Name: "Order" });
    const rows = rowsOf((await page()).text);
    expect(rows).toContainEqual(["site", tag?.id, "Unverified"]);
    expect(rows).toContainEqual(["Order", id, "Url", "Active", "TagUnverified", "0", tag?.id]);
    const calls = rows.filter(([, operation]) => /^(Add|Update|Get)/.test(operation ?? ""));
    expect(calls.map(([, operation, items, result]) => [operation, items, result])).toEqual([
      ["AddConversionGoals", "1 goal", "1 refused: 5317"],
      ["AddConversionGoals", "1 goal", "ok"],
      ["AddUetTags", "1 tag", "ok"],
    ]);
    expect((await page()).text).toContain("<h2>Account 333</h2>");
    const campaign = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" });
    expect(rowsOf((await page()).text)).toContainEqual([
      "Brand",
      campaign.id,
      "Search",
      "Active",
      "of the account",
    ]);
    emulator.now.editCampaign(campaign.id, { GoalIds: [id] });
    expect(rowsOf((await page()).text)).toContainEqual(["Brand", campaign.id, "Search", "Active", id]);
    emulator.now.deleteGoal(id);
    expect(rowsOf((await page()).text).map(([name]) => name)).not.toContain("Order");
  });

  it("holds no markup that somebody named a tag or goal, runs no script and loads nothing", async () => {
    const evil = `<script>alert(1)</script>" onload='x' &amp; \u202e`;
    await driver.addTags([{ Name: "site" }]);
    const id = await driver.idOf(driver.add("Url"));
    emulator.now.editGoal(id, { Name: evil });
    emulator.now.editTag(emulator.now.store.tags[0]?.id ?? "", { Name: evil });
    const { reply, text } = await page();
    expect(text).not.toMatch(/<script|onload='|\u202e/);
    expect(text.match(/&#60;script&#62;alert\(1\)&#60;\/script&#62;/g)).toHaveLength(2);
    expect(reply.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src/);
    expect(text).not.toMatch(/ (src|href)="(?!\/)|url\(/);
    expect(text).not.toContain(accessToken);
  });

  it("shows 200 goals, and where the others are", async () => {
    for (let at = 0; at < 203; at += 1) emulator.now.addOtherGoal({ type: "Smart", name: `Smart ${at}` });
    const { text } = await page();
    expect(rowsOf(text).filter(([name]) => name?.startsWith("Smart "))).toHaveLength(200);
    expect(text).toContain('And 3 more: <a href="/admin/store">');
  });

  it("leads to JSON and to the guides that are there, and to no other file", async () => {
    const links = [...(await page()).text.matchAll(/href="([^"]+)"/g)].map(([, path]) => path ?? "");
    expect(links).toEqual(expect.arrayContaining(["/admin/store", "/admin/calls", "/docs/emulator"]));
    for (const path of links) expect([path, (await page(path)).reply.status]).toEqual([path, 200]);
    const guide = await page("/docs/emulator.md");
    expect(guide.reply.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(guide.text).toMatch(/^# The emulator/);
    for (const path of [
      "/docs/none",
      "/docs/..%2fpackage.json",
      "/docs/%2e%2e%2fREADME.md",
      "/docs/..%5cREADME",
    ])
      expect([path, (await page(path)).reply.status]).toEqual([path, 404]);
  });
});

/** A terminal that keeps what is written to it. */
function terminal() {
  const lines: string[] = [];
  const write = (text: string) => {
    lines.push(...stripVTControlCharacters(text).trimEnd().split("\n"));
    return true;
  };
  return { lines, stream: Object.assign(Object.create(process.stdout), { isTTY: true, write }) };
}

describe("runEmulator on a terminal", () => {
  it("says where it is and how a program gets to it, then shows each call as a line", async () => {
    const { lines, stream } = terminal();
    const ended = runEmulator({ port: 0 }, stream);
    await until("its head", () => lines.join("\n").includes("Calls, as they come"));
    const url = /http:\S+/.exec(lines.join("\n"))?.[0] ?? "";
    expect((await fetch(url)).status).toBe(200);
    for (const line of [
      `    pulumi config set msads:endpoint ${url}`,
      `  The account as a page:     ${url}/`,
    ])
      expect(lines).toContain(line);
    const banner = lines.length;
    const other = new Driver({ ...emulator.now, url, soap: url, rest: url });
    await other.addTags([{ Name: "site" }]);
    await other.get([]);
    await other.get([], "", "", { headers: { AuthenticationToken: "secret-4711" } });
    process.emit("SIGTERM");
    await ended;
    const shown = lines
      .slice(banner)
      .map((line) => line.replace(/\d\d:\d\d:\d\d/, "TIME").replace(/\d+ ms/, "N ms"));
    expect(shown.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ["TIME", "AddUetTags", "1 tag", "N ms", "ok"],
      ["TIME", "GetConversionGoalsByIds", "all goals", "N ms", "ok"],
      ["TIME", "GetConversionGoalsByIds", "all goals", "N ms", "refused: 105"],
    ]);
  });
});
