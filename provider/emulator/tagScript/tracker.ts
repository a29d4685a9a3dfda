import type { Browser, Options, Values, Visitor } from "./browser";

// All functions here run in a browser: their text is what the emulator serves. They use nothing but each other, and so
// stand in one file.

/** 32 hexadecimal digits. */
export function newId(browser: Browser): string {
  const bytes = browser.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function readCookie(browser: Browser, name: string): string {
  const found = browser.document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found === undefined ? "" : found.slice(name.length + 1);
}

/** False when the browser takes no cookies. */
export function keepCookie(
  browser: Browser,
  options: Options,
  name: string,
  value: string,
  days: number,
): boolean {
  const flags = options.cookieFlags ?? "SameSite=Lax";
  browser.document.cookie = `${name}=${value};path=/;max-age=${days * 86_400};${flags}`;
  return readCookie(browser, name) === value;
}

/**
 * Who visits, by three cookies: the session, the visitor, the ad click. Without consent no cookie and no id; where the browser
 * takes no cookies the ids are those of the page.
 */
export function whoVisits(browser: Browser, options: Options, consent: string, ofPage: Visitor): Values {
  const clicked = (new URLSearchParams(browser.location.search).get("msclkid") ?? "").replace(/[^\w-]/g, "");
  if (options.storeConvTrackCookies === false || consent === "D")
    return { msclkid: clicked === "" ? "N" : `${clicked}-1N` };
  const known = readCookie(browser, "_uetvid");
  const sid = readCookie(browser, "_uetsid") || ofPage.sid;
  const vid = known || ofPage.vid;
  const isKept = keepCookie(browser, options, "_uetsid", sid, 1);
  keepCookie(browser, options, "_uetvid", vid, 390);
  if (clicked !== "") keepCookie(browser, options, "_uetmsclkid", clicked, 90);
  const earlier = readCookie(browser, "_uetmsclkid");
  const old = earlier === "" ? "N" : `${earlier}-0`;
  return {
    sid,
    vid,
    vids: known === "" ? 1 : 0,
    msclkid: clicked === "" ? old : `${clicked}-1${isKept ? "" : "N"}`,
  };
}

/** Sends one message, as an image that nobody sees. */
export function beacon(browser: Browser, collector: string, values: Values): void {
  const address = (left: Values) => {
    const simple = Object.entries(left).filter(([, value]) =>
      ["string", "number", "boolean"].includes(typeof value),
    );
    const cut = simple.map(([name, value]): [string, string] => [
      name,
      String(value).slice(0, name === "p" ? 2000 : 500),
    ]);
    return `${collector}/action/0?${new URLSearchParams(cut).toString().replaceAll("+", "%20")}`;
  };
  const { tl: _title, r: _referrer, ...needed } = values;
  const whole = address(values);
  const image = new browser.Image();
  image.src = whole.length > 4096 ? address(needed) : whole;
}

/** The wire's names of what pages call by longer ones; other names stay. */
export function wireNames(fields: Values): Values {
  const short: Readonly<Record<string, string>> = {
    event: "ea",
    event_action: "ea",
    event_category: "ec",
    event_label: "el",
    event_value: "ev",
    revenue_value: "gv",
    currency: "gc",
  };
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => [Object.hasOwn(short, name) ? short[name] : name, value]),
  );
}

/** The pushes in a list that holds only their arguments, one after the other. */
export function commandsIn(list: readonly unknown[]): readonly (readonly unknown[])[] {
  const words: Readonly<Record<string, number>> = { pageLoad: 0, event: 2, set: 1, consent: 2 };
  const commands: unknown[][] = [];
  let missing = 0;
  for (const item of list) {
    const takes = typeof item === "string" && Object.hasOwn(words, item) ? (words[item] ?? 0) : undefined;
    const isFields = typeof item === "object" && item !== null;
    // An event's action may be any word, its fields may be left out.
    const goesOn = missing === 2 || (missing === 1 && isFields);
    if (goesOn) commands.at(-1)?.push(item);
    else commands.push([item]);
    missing = goesOn ? missing - 1 : (takes ?? 0);
  }
  return commands;
}

/** What `uetq.push` does once the script is there. */
export function trackerOf(
  browser: Browser,
  collector: string,
  options: Options,
): (...push: unknown[]) => void {
  const { document, screen } = browser;
  const fieldsIn = (value: unknown) => (typeof value === "object" && value !== null ? (value as Values) : {});
  let standing: Values = {};
  let consent = "";
  let mid = "";
  let count = 0;
  // A second tag on the page finds the first one's tracker in the place of the list.
  let waiting = commandsIn(Array.isArray(options.q) ? options.q : []);
  const visitor = { sid: newId(browser), vid: newId(browser) };
  const startPage = () => {
    mid = newId(browser).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    count = 0;
  };
  const send = (values: Values) => {
    if (readCookie(browser, "_uetmsdns") === "1") return;
    count += 1;
    const head = { ti: options.ti, Ver: 2, mid, bo: count, ...whoVisits(browser, options, consent, visitor) };
    const asked = consent === "" ? {} : { asc: consent };
    const rn = 100_000 + Math.floor(Math.random() * 900_000);
    beacon(browser, collector, { ...head, ...standing, ...values, ...asked, rn });
  };
  const sizes = () => ({ sw: screen.width, sh: screen.height, sc: screen.colorDepth });
  const pageLoad = (values: Values) => {
    const page = { tl: document.title, p: browser.location.href, r: document.referrer };
    const lt = Math.round(browser.performance.now());
    send({ lg: browser.navigator.language, ...sizes(), ...page, lt, ...values, evt: "pageLoad", sv: 2 });
  };
  const event = (action: unknown, fields: Values) => {
    if (action === "page_view") {
      const { page_path, page_title = document.title, ...more } = fields;
      const here = browser.location.href;
      const path = String(page_path ?? "");
      const p = URL.canParse(path, here) ? new URL(path, here).href : here;
      startPage();
      return pageLoad({ ...wireNames(more), page_path, spa: "Y", tl: page_title, p });
    }
    const named = wireNames({ ...fields, ...(typeof action === "string" ? { event: action } : {}) });
    send({ ...named, en: "Y", p: browser.location.href, ...sizes(), evt: "custom" });
  };
  const agree = (values: Values) => {
    if (values.ad_storage === "granted" || values.ad_storage === "denied")
      consent = values.ad_storage === "granted" ? "G" : "D";
  };
  const act = ([word, first, second]: readonly unknown[]) => {
    if (word === "pageLoad") pageLoad({});
    else if (word === "event") event(first, fieldsIn(second));
    else if (word === "set") standing = { ...standing, ...wireNames(fieldsIn(first)) };
    else if (word === "consent") agree(fieldsIn(second));
    else if (typeof word === "object" && word !== null) event(undefined, word as Values);
  };
  const isSetting = ([word]: readonly unknown[]) => word === "set" || word === "consent";
  startPage();
  for (const each of waiting.filter(isSetting)) act(each);
  waiting = waiting.filter((each) => !isSetting(each));
  return (...push) => {
    const before = waiting;
    waiting = [];
    // A page's own load goes before the events that were pushed while the script was on its way.
    const all = push[0] === "pageLoad" ? [push, ...before] : [...before, push];
    for (const each of all) act(each);
  };
}

/** Makes `new UET(options)` available to the page's snippet. */
export function install(browser: Browser, collector: string): void {
  browser.UET = class {
    readonly push: (...push: unknown[]) => void;

    constructor(options: Options) {
      this.push = trackerOf(browser, collector, options);
    }
  };
}
