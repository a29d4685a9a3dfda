import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Driver } from "./driver";
import { FakeBrowser, type OpenPage, type PageOptions } from "./fakeBrowser";
import { callRest } from "./restClient";

let emulator: Emulator;
let script: string;
let browser: FakeBrowser;
beforeAll(async () => {
  emulator = await startEmulator();
  await new Driver(emulator).addTags([{ Name: "site" }]);
  const reply = await callRest({ base: emulator.rest, path: "/UetTags/QueryByIds" });
  script = String(reply.json.UetTags?.[0]?.TrackingScript);
});
afterAll(() => emulator.close());
beforeEach(() => {
  browser = new FakeBrowser();
});

const open = (options?: PageOptions, text = script) => browser.open(text, options);
const last = (page: OpenPage) => Object.fromEntries(page.sent.at(-1) ?? []);
const ids = (page: OpenPage, name: string) => page.sent.map((query) => query.get(name));

describe("the tag's script", () => {
  it("reports a page load as Microsoft's does", async () => {
    const page = await open({
      href: "https://shop.example/thanks?x=ä b#c",
      referrer: "https://from.example/",
    });
    expect(page.addresses[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/collector\/action\/0\?ti=96031109&Ver=2&/);
    expect(page.sent.map((query) => Object.fromEntries(query))).toEqual([
      {
        ti: "96031109",
        Ver: "2",
        mid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        bo: "1",
        sid: expect.stringMatching(/^[0-9a-f]{32}$/),
        vid: expect.stringMatching(/^[0-9a-f]{32}$/),
        vids: "1",
        msclkid: "N",
        lg: "de-AT",
        sw: "1280",
        sh: "720",
        sc: "24",
        tl: "Danke & auf bald",
        p: "https://shop.example/thanks?x=%C3%A4%20b#c",
        r: "https://from.example/",
        lt: "123",
        evt: "pageLoad",
        sv: "2",
        rn: expect.stringMatching(/^\d{6}$/),
      },
    ]);
  });

  it("sends events that were pushed before it came after the page load, all of one page", async () => {
    const page = await open({
      before: "uetq.push('event', 'click', { event_label: 'top' }); uetq.push('event', 'event')",
    });
    page.run("uetq.push('event', '', { revenue_value: 6, currency: 'GBP' })");
    expect(ids(page, "evt")).toEqual(["pageLoad", "custom", "custom", "custom"]);
    expect(ids(page, "ea")).toEqual([null, "click", "event", null]);
    expect(ids(page, "bo")).toEqual(["1", "2", "3", "4"]);
    for (const name of ["mid", "sid", "vid", "p"]) expect(new Set(ids(page, name)).size, name).toBe(1);
    expect(last(page)).toMatchObject({ gv: "6", gc: "GBP", en: "Y", evt: "custom" });
  });

  it.each([
    ["'event', 'buy', { event_category: 'Shop', event_label: 'a+b &c', event_value: 5, own: 'x' }"],
    ["{ ea: 'buy', ec: 'Shop', el: 'a+b &c', ev: 5, own: 'x' }"],
    ["{ event: 'buy', event_category: 'Shop', event_label: 'a+b &c', event_value: '5', own: 'x' }"],
    [
      "'event', 'buy', { event_category: 'Shop', event_label: 'a+b &c', ev: 5, own: 'x', a: null, b: [1], c: '' }",
    ],
  ])("understands uetq.push(%s)", async (push) => {
    const page = await open();
    page.run(`uetq.push(${push})`);
    const { ea, ec, el, ev, own, a, b, c } = last(page);
    expect([ea, ec, el, ev, own, a, b, c]).toEqual([
      ...["buy", "Shop", "a+b &c", "5", "x"],
      ...[undefined, undefined, undefined],
    ]);
  });

  it("tells visits of one browser by cookies, and takes the ad click along", async () => {
    const first = last(await open({ href: "https://shop.example/?msclkid=0123456789abcdef" }));
    const second = last(await open());
    expect([first.vids, first.msclkid]).toEqual(["1", "0123456789abcdef-1"]);
    expect(second).toMatchObject({
      sid: first.sid,
      vid: first.vid,
      vids: "0",
      msclkid: "0123456789abcdef-0",
    });
    expect(second.mid).not.toBe(first.mid);
    expect([...browser.cookies.keys()].sort()).toEqual(["_uetmsclkid", "_uetsid", "_uetvid"]);
  });

  it("says so where cookies are blocked, refused by the page or by its visitor", async () => {
    browser.takesCookies = false;
    expect(last(await open({ href: "https://shop.example/?msclkid=abc" })).msclkid).toBe("abc-1N");
    const blocked = await open({ before: "uetq.push('event', 'a')" });
    expect(ids(blocked, "msclkid")).toEqual(["N", "N"]);
    for (const name of ["sid", "vid"]) expect(new Set(ids(blocked, name)).size, name).toBe(1);
    expect(last(await open()).vid).not.toBe(last(blocked).vid);
    browser.takesCookies = true;
    const without = script.replace('ti:"96031109"', 'ti:"96031109",storeConvTrackCookies:false');
    expect(last(await open({}, without))).not.toHaveProperty("vid");
    const denied = await open({ before: "uetq.push('consent', 'default', { ad_storage: 'denied' })" });
    expect(last(denied)).toMatchObject({ evt: "pageLoad", asc: "D" });
    expect(browser.cookies.size).toBe(0);
    denied.run("uetq.push('consent', 'update', { ad_storage: 'granted' }); uetq.push('event', 'a')");
    expect(last(denied)).toMatchObject({ asc: "G", vids: "1" });
  });

  it("sends nothing for who restricts sharing", async () => {
    browser.cookies.set("_uetmsdns", "1");
    expect((await open({ before: "uetq.push('event', 'a')" })).sent).toEqual([]);
  });

  it("bears a second tag on the same page", async () => {
    const other = script.replaceAll("96031109", "96031110").replace(/^<script>|<\/script>.*$/gs, "");
    const page = await open({ before: "uetq.push('event', 'a')" });
    page.run(other);
    await page.loaded();
    page.run("uetq.push('event', 'b')");
    expect(page.sent.map((query) => [query.get("ti"), query.get("ea")])).toEqual([
      ["96031109", null],
      ["96031109", "a"],
      ["96031110", null],
      ["96031110", "b"],
    ]);
    expect(new Set(ids(page, "vid")).size).toBe(1);
  });

  it("counts a page_view of a one-page application as a page of its own", async () => {
    const page = await open({ href: "https://shop.example/app/" });
    page.run("uetq.push('event', 'page_view', { page_path: '/thanks', page_title: 'Thanks' })");
    expect(last(page)).toMatchObject({
      evt: "pageLoad",
      spa: "Y",
      p: "https://shop.example/thanks",
      tl: "Thanks",
      bo: "1",
    });
    expect(new Set(ids(page, "mid")).size).toBe(2);
    page.run("uetq.push('event', 'page_view', { page_path: 'http://' })");
    expect(last(page).p).toBe("https://shop.example/app/");
  });

  it("adds what the page has set to all that follows", async () => {
    const page = await open({ before: "uetq.push('set', { event_category: 'Blog', pagetype: 'home' })" });
    page.run("uetq.push('event', 'a', { event_category: 'Shop' })");
    expect(ids(page, "ec")).toEqual(["Blog", "Shop"]);
    expect(ids(page, "pagetype")).toEqual(["home", "home"]);
  });

  it("leaves out what makes an address too long, last of all the page", async () => {
    const page = await open({
      href: `https://shop.example/${"ä".repeat(310)}/thanks`,
      referrer: `https://from.example/${"%C3%A4".repeat(500)}`,
    });
    expect([page.sent[0]?.has("r"), page.sent[0]?.has("tl"), page.sent[0]?.has("rn")]).toEqual([
      false,
      false,
      true,
    ]);
    expect(page.addresses[0]?.length).toBeLessThanOrEqual(4096);
    page.run(`uetq.push('event', 'a', { event_label: '\\ud83d\\ud83d' + 'ü'.repeat(9000) })`);
    expect(page.addresses.map((address) => address.length < 8192)).toEqual([true, true]);
    expect(ids(page, "p").map((p) => p?.endsWith("/thanks"))).toEqual([true, true]);
    for (const address of page.addresses) expect((await fetch(address)).status).toBe(204);
  });
});

const word = fc.constantFrom("event", "set", "consent", "pageLoad", "page_view", "click", "", "__proto__");
const fields = fc.dictionary(
  fc.constantFrom("event_label", "ev", "page_path", "__proto__", "constructor", "own"),
  fc.jsonValue({ maxDepth: 1 }),
);
const argument = fc.oneof(word, fields, fc.jsonValue({ maxDepth: 1 }));

it("survives whatever a page pushes, before and after it came", async () => {
  const pushes = fc.array(fc.array(argument, { maxLength: 4 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(pushes, pushes, async (early, late) => {
      const code = (all: readonly unknown[][]) =>
        all.map((each) => `uetq.push(...${JSON.stringify(each)});`).join("\n");
      const page = await open({ before: code(early) });
      page.run(code(late));
      expect(page.sent[0]?.get("ti")).toBe("96031109");
      expect(page.sent.every((query) => ["pageLoad", "custom"].includes(query.get("evt") ?? ""))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it("means the same by what was pushed before it came and after", async () => {
  const event = fc.tuple(fc.constant("event"), word, fields);
  const old = fc.tuple(fields);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(event, old), { maxLength: 5 }), async (pushes) => {
      const code = pushes.map((each) => `uetq.push(...${JSON.stringify(each)});`).join("\n");
      const seen = async (options: PageOptions, after: string) => {
        browser = new FakeBrowser();
        const page = await open(options);
        page.run(after);
        return page.sent.map((query) =>
          [...query].filter(([name]) => !["mid", "sid", "vid", "rn"].includes(name)),
        );
      };
      expect(await seen({ before: code }, "")).toEqual(await seen({}, code));
    }),
    { numRuns: 40 },
  );
});
