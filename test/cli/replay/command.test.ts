import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { ReplayAnswer } from "../../../provider/replay/answer";
import { loadedBy, packagesOf } from "../../package/loaded";
import { useEmulator } from "../../support/e2eEmulator";
import { until } from "../../support/e2eUntil";
import { MAIN, runMsads, startMsads } from "../msads";
import { fill, page } from "../reportAccount";
import { deployed, exported, order } from "./stackGoals";

const emulator = useEmulator();
const folder = mkdtempSync(join(tmpdir(), "msads-replay-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Pages that somebody opened, a minute apart, as a web server's log. */
function log(name: string, ...pages: readonly string[]): string {
  const lines = pages.map((path, index) => {
    const time = `01/Oct/2026:10:${String(index % 60).padStart(2, "0")}:00 +0000`;
    return `192.0.2.${index % 250} - - [${time}] "GET ${path} HTTP/1.1" 200 512 "-" "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0"`;
  });
  writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  return name;
}

const SITE = ["--site", "https://shop.example"];

/** Runs the built command in the folder of the files, with the emulated account. */
function replayed(...args: readonly string[]) {
  const environment = {
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: emulator.now.url,
    MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
    PATH: "/nowhere",
  };
  return runMsads(["replay", ...args], environment, folder);
}

const jsonOf = (stdout: string) => JSON.parse(stdout) as ReplayAnswer;

describe("what the live goals would count", () => {
  const visits = log("access.log", "/", "/thanks", "/thanks/again", "/about", "/thanks");

  test("for people: each goal with its conversions, what was read, and no write to the account", async () => {
    await fill(emulator.now, ["Site"], [page("Order"), page("Nobody", 0, { urlExpression: "/never" })]);
    const before = emulator.now.calls().length;
    const { code, stdout, stderr } = await replayed(visits, ...SITE);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^live: 2 goals count 3 conversions; nothing reaches 1\.\n/);
    expect(stdout).toMatch(/^Order +3 +3/m);
    expect(stdout).toMatch(/Needs attention\n {2}Nobody: /);
    expect(stdout).toContain("access.log, web server log: 5 hits of 5 records");
    const calls = emulator.now
      .calls()
      .slice(before)
      .map(({ operation }) => operation);
    expect(calls).toEqual(["GetConversionGoalsByIds"]);
  });

  test("for machines and pull requests, and as a page, which is replaced only with --force", async () => {
    await fill(emulator.now, ["Site"], [page("Order")]);
    const { stdout } = await replayed(visits, ...SITE, "--json");
    expect(jsonOf(stdout)).toMatchObject({
      after: "live",
      goals: [{ name: "Order", after: { conversions: 3 } }],
    });
    expect(jsonOf(stdout)).not.toHaveProperty("before");
    const markdown = await replayed(visits, ...SITE, "--markdown", "--html", "page.html");
    expect([markdown.code, markdown.stderr]).toEqual([0, "msads: wrote page.html\n"]);
    expect(markdown.stdout).toContain("| <code>Order</code> | 3 | 3 |");
    expect(readFileSync(join(folder, "page.html"), "utf8")).toContain("<bdi>Order</bdi>");
    const again = await replayed(visits, ...SITE, "--html", "page.html");
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(
      /page\.html is there already: choose another file with --html, or replace it with --force/,
    );
    expect((await replayed(visits, ...SITE, "--html", "page.html", "--force")).code).toBe(0);
  });

  test("--ad-clicks-only counts what follows an ad click", async () => {
    await fill(emulator.now, ["Site"], [page("Order")]);
    writeFileSync(
      join(folder, "clicks.csv"),
      "time,url,visitor\n2026-10-01T10:00:00Z,https://shop.example/?msclkid=abc,1\n2026-10-01T10:01:00Z,https://shop.example/thanks,1\n2026-10-01T10:02:00Z,https://shop.example/thanks,2\n",
    );
    const counts = async (...more: readonly string[]) =>
      jsonOf((await replayed("clicks.csv", "--json", ...more)).stdout).goals[0]?.after?.conversions;
    expect([await counts(), await counts("--ad-clicks-only")]).toEqual([2, 1]);
  });

  test("--columns says what a file calls them", async () => {
    await fill(emulator.now, ["Site"], [page("Order")]);
    writeFileSync(join(folder, "odd.csv"), "wann,wo\n2026-10-01T10:00:00Z,https://shop.example/thanks\n");
    const { code, stdout } = await replayed("odd.csv", "--json", "--columns", "time=wann,page=wo");
    expect([code, jsonOf(stdout).goals[0]?.after?.conversions]).toEqual([0, 1]);
  });
});

describe("a state", () => {
  const visits = log("state.log", "/thank-you", "/thanks", "/thank-you-notes", "/thank-you");

  test("of a file alone needs no account and no settings", async () => {
    writeFileSync(join(folder, "state.json"), exported(deployed("classes", "order", "1", order)));
    const before = emulator.now.calls().length;
    const { code, stdout } = await replayed(visits, ...SITE, "--state", "state.json");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^state of state\.json: 1 goal counts 3 conversions\.\n/);
    expect(emulator.now.calls().length).toBe(before);
  });

  test.each(["classes", "plugin"] as const)(
    "of %s, beside the live account: what drifted shows in conversions, page by page",
    async (host) => {
      const [id = ""] = await fill(
        emulator.now,
        ["Site"],
        [page("Order placed", 0, { urlExpression: "/thank-you" }), page("By hand")],
      );
      const { TagId } = emulator.now.store.goals[0]?.fields ?? {};
      writeFileSync(
        join(folder, "state.json"),
        exported(deployed(host, "order", id, { ...order, tagId: TagId })),
      );
      emulator.now.editGoal(id, { UrlExpression: "/thank-you-notes" });
      const { code, stdout } = await replayed(visits, ...SITE, "--live", "--state", "state.json");
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /^live → state of state\.json: 1 of 2 goals counts differently than before\.\n {2}Order placed 1 → 3\n/,
      );
      expect(stdout).toMatch(/^ +\+2 +https:\/\/shop\.example\/thank-you +state\.log:1, 4$/m);
      expect(stdout).toContain("1 goal counts as before.");
    },
  );
});

describe("a wrong call", () => {
  const visits = log("wrong.log", "/thanks");

  test.each([
    [[], /missing required argument 'file'/],
    [[visits, "--format", "pdf"], /Allowed choices are har, combined, json, csv, ga4/],
    [[visits, "--columns", "uri"], /Write pairs like page=uri,time=ts/],
    [[visits, "--columns", "seite=uri"], /there is no seite; there are time, page/],
    [[visits, "--top", "many"], /A whole number from 0 to 100/],
    [[visits, "--json", "--markdown"], /give one of them/],
    [[visits, "--stack", "dev", "--state", "s.json"], /one is enough/],
    [[visits, "--state", "nowhere.json"], /--state: ENOENT/],
    [[visits, "--state", visits], /wrong\.log is not a stack's state/],
    [[visits, "--program", "nowhere"], /nowhere is no Pulumi project: it has no Pulumi\.yaml/],
  ])("%j ends with 2 and says what is wrong", async (args, says) => {
    const { code, stdout, stderr } = await replayed(...args);
    expect(code).toBe(2);
    // Whoever asked for an object gets one.
    if (args.includes("--json"))
      expect(JSON.parse(stdout)).toEqual({ ok: false, error: expect.stringMatching(says) });
    else expect(stdout).toBe("");
    expect(stderr).toMatch(says);
  });

  test.each([
    [["nowhere.log"], /nowhere\.log: /],
    [[visits], /--site/],
    [[visits, ...SITE, "--stack", "dev"], /there is no pulumi on PATH/],
  ])("what cannot be done ends with 1: %j", async (args, says) => {
    const { code, stdout, stderr } = await replayed(...args);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(says);
  });

  test("a program without the Pulumi CLI says what to do", async () => {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    const program = await replayed(visits, ...SITE, "--program", ".");
    rmSync(join(folder, "Pulumi.yaml"));
    expect([program.code, program.stdout]).toEqual([1, ""]);
    expect(program.stderr).toMatch(/there is no pulumi on PATH: install it .*--state FILE/);
  });
});

describe("personal data of the traffic", () => {
  /** Each is told from all else that could be shown. */
  const PERSONAL = {
    address: "203.0.113.77",
    agent: "Zanzibarbrowser",
    cookie: "c00kievalue",
    query: "querysecret",
    fragment: "fragmentsecret",
    mail: "anna.personova",
    token: "eyJhbGciOiJIUzI1NiJ9",
    number: "4915112345678",
    visitor: "visitor-9d3f",
    referrer: "referrersecret",
    body: "bodysecret",
  };
  const path = `/thanks/${PERSONAL.mail}%40example.com/${PERSONAL.number}/${PERSONAL.token}?mail=${PERSONAL.mail}%40example.com&q=${PERSONAL.query}`;
  const url = `https://shop.example${path}#${PERSONAL.fragment}`;
  const agent = `Mozilla/5.0 (X11; Linux) ${PERSONAL.agent}/1.0 Chrome/130.0`;

  writeFileSync(
    join(folder, "personal.log"),
    [
      `${PERSONAL.address} - ${PERSONAL.mail} [01/Oct/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" 200 5 "https://x.example/?${PERSONAL.referrer}" "${agent}"`,
      `${PERSONAL.address} broken ${PERSONAL.mail}@example.com ${PERSONAL.query}`,
      `${PERSONAL.address} - - [99/Zzz/2026:10:00:00 +0000] "GET ${path} HTTP/1.1" 200 5 "-" "${agent}"`,
    ].join("\n"),
  );
  const csv = [
    "time,url,referrer,visitor,session,action,category,label",
    `2026-10-01T10:00:00Z,${url},https://x.example/?${PERSONAL.referrer},${PERSONAL.visitor},${PERSONAL.visitor},,,`,
    `2026-10-01T10:00:01Z,${url},,${PERSONAL.visitor},${PERSONAL.visitor},buy,shop,${PERSONAL.mail}@example.com`,
    `not a time ${PERSONAL.mail},${url},,,,,,`,
    `"torn ${PERSONAL.query}`,
  ];
  writeFileSync(join(folder, "personal.csv"), csv.join("\n"));
  const json = [
    {
      time: "2026-10-01T10:00:00Z",
      url,
      visitor: PERSONAL.visitor,
      ip: PERSONAL.address,
      user_agent: agent,
      status: 200,
      method: "GET",
    },
  ];
  writeFileSync(
    join(folder, "personal.jsonl"),
    `${json.map((each) => JSON.stringify(each)).join("\n")}\n{"time": ${PERSONAL.query}\n`,
  );
  const parameter = (key: string, value: string) => ({ key, value: { string_value: value } });
  const ga4 = [
    {
      event_date: "20261001",
      event_name: "page_view",
      event_timestamp: "1790848800000000",
      user_pseudo_id: PERSONAL.visitor,
      event_params: [parameter("page_location", url), parameter("page_referrer", PERSONAL.referrer)],
    },
    {
      event_date: "20261001",
      event_name: "buy",
      event_timestamp: "1790848801000000",
      user_pseudo_id: PERSONAL.visitor,
      event_params: [
        parameter("page_location", url),
        parameter("event_label", `${PERSONAL.mail}@example.com`),
      ],
    },
  ];
  writeFileSync(join(folder, "personal-ga4.jsonl"), ga4.map((each) => JSON.stringify(each)).join("\n"));
  const headers = [
    { name: "Cookie", value: PERSONAL.cookie },
    { name: "User-Agent", value: agent },
  ];
  const collected = `https://bat.bing.com/action/0?ti=1&evt=pageLoad&p=${encodeURIComponent(url)}&vid=${PERSONAL.visitor}&sid=${PERSONAL.visitor}`;
  const har = {
    log: {
      version: "1.2",
      creator: { name: "x", version: "1" },
      entries: [collected, `${collected}&evt=custom&ea=buy&el=${PERSONAL.mail}%40example.com`].map(
        (each) => ({
          startedDateTime: "2026-10-01T10:00:00.000Z",
          time: 1,
          request: {
            method: "POST",
            url: each,
            headers,
            cookies: headers,
            queryString: [],
            postData: { mimeType: "text/plain", text: PERSONAL.body },
          },
          response: { status: 200, headers, content: { mimeType: "text/html", text: PERSONAL.body } },
          serverIPAddress: PERSONAL.address,
        }),
      ),
    },
  };
  writeFileSync(join(folder, "personal.har"), JSON.stringify(har));

  const forms = Object.values(PERSONAL).flatMap((each) => [
    each,
    encodeURIComponent(each),
    each.replace(/[.]/g, "&#46;"),
  ]);

  test.each(["personal.log", "personal.csv", "personal.jsonl", "personal-ga4.jsonl", "personal.har"])(
    "of %s is in none of what it shows, nor left behind",
    async (file) => {
      const goals = [
        page("Thanks"),
        {
          type: "Event",
          tag: 0,
          fields: {
            name: "Buy",
            goalCategory: "Purchase",
            actionOperator: "Contains",
            actionExpression: "b",
          },
        },
      ] as const;
      const ids = await fill(emulator.now, ["Site"], goals);
      const tag = emulator.now.store.tags[0]?.id ?? "";
      // The HAR's hits are of this tag.
      writeFileSync(join(folder, "personal.har"), JSON.stringify(har).replaceAll("ti=1&", `ti=${tag}&`));
      // Before nothing counts, after everything does: all pages and events are listed.
      const never = { ...order, name: "Thanks", tagId: tag, urlExpression: "/never" };
      const nothing = {
        ...never,
        type: "Event",
        name: "Buy",
        actionOperator: "Equals",
        actionExpression: "never",
        urlOperator: undefined,
        urlExpression: undefined,
      };
      writeFileSync(
        join(folder, "state.json"),
        exported(
          deployed("plugin", "thanks", ids[0] ?? "", never),
          deployed("plugin", "buy", ids[1] ?? "", nothing),
        ),
      );
      const args = [file, ...SITE, "--live", "--state", "state.json", "--top", "100"];
      const [people, machines, pull] = [
        await replayed(...args),
        await replayed(...args, "--json"),
        await replayed(...args, "--markdown", "--html", `${file}.html`, "--force"),
      ];
      const html = readFileSync(join(folder, `${file}.html`), "utf8");
      expect([people.code, machines.code, pull.code]).toEqual([0, 0, 0]);
      const [thanks] = jsonOf(machines.stdout).goals.filter(({ name }) => name === "Thanks");
      expect(thanks?.ceased[0]?.what).toMatch(/^https:\/\/shop\.example\/thanks\/\{…\}/);
      const all = [people, machines, pull]
        .flatMap(({ stdout, stderr }) => [stdout, stderr])
        .concat(html)
        .join("\n");
      expect(forms.filter((each) => all.toLowerCase().includes(each.toLowerCase()))).toEqual([]);
      expect(readdirSync(folder).filter((name) => /tmp|\.part/.test(name))).toEqual([]);
    },
  );

  test("is in no message of a file that cannot be read", async () => {
    writeFileSync(
      join(folder, "wrong.csv"),
      `${PERSONAL.mail}@example.com,${PERSONAL.query}\n${PERSONAL.token},${url}\n`,
    );
    for (const args of [
      ["wrong.csv", "--format", "csv"],
      ["wrong.csv"],
      ["personal.log", "--format", "har"],
      ["personal.log", "--format", "ga4"],
    ]) {
      const { stdout, stderr } = await replayed(...args, ...SITE);
      const said = `${stdout}${stderr}`.toLowerCase();
      expect(
        forms.filter((each) => said.includes(each.toLowerCase())),
        stderr,
      ).toEqual([]);
    }
  });
});

test("Ctrl-C ends it, and the preview that it started, with 130 and nothing written", async () => {
  const bin = mkdtempSync(join(folder, "bin-"));
  const marker = join(bin, "pid");
  writeFileSync(
    join(bin, "pulumi"),
    `#!/bin/sh\necho $$ > ${marker}.new\nmv ${marker}.new ${marker}\nexec sleep 600\n`,
    { mode: 0o755 },
  );
  writeFileSync(join(bin, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  const visits = join(folder, log("stopped.log", "/thanks"));
  const child = startMsads(
    ["replay", visits, ...SITE, "--program", ".", "--html", "page.html"],
    { PATH: `${bin}:${process.env.PATH}` },
    bin,
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += String(chunk)));
  const ended = once(child, "close");
  await until("the preview", () => existsSync(marker));
  child.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  expect(said).toBe("msads: stopped\n");
  expect(existsSync(join(bin, "page.html"))).toBe(false);
  const pid = Number(readFileSync(marker, "utf8"));
  await until("the end of the preview", () => !isAlive(pid));
});

/** Whether a process runs; one that is gone and that nobody has waited for does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

test("the command loads neither Pulumi, nor SOAP, nor what checks schemas", () => {
  const visits = log("quick.log", "/thanks");
  writeFileSync(join(folder, "quick.json"), exported(deployed("classes", "order", "1", order)));
  const loaded = packagesOf(loadedBy([MAIN, "replay", visits, ...SITE, "--state", "quick.json"], folder));
  expect(loaded).toContain("commander");
  expect(loaded.filter((name) => /pulumi|grpc|soap|libxml2|yaml|oauth/.test(name))).toEqual([]);
});
