import type { World } from "../core/world";

/** One message of a tag: a page that was loaded, or an event on it. Texts are cut where the log and the store would grow. */
export interface Hit {
  readonly tagId: string;
  /** `other`: an `evt` that nobody documents; it shows that the tag lives, and matches nothing. */
  readonly event: "pageLoad" | "custom" | "other";
  /** The page's address. */
  readonly page?: string;
  readonly category?: string;
  readonly action?: string;
  readonly label?: string;
  readonly value?: number;
  /** Revenue that the page reports, at least 0. */
  readonly revenue?: number;
  /** Three capital letters. */
  readonly currency?: string;
  /** The same in all that one page sends. */
  readonly pageView?: string;
  readonly session?: string;
  readonly visitor?: string;
  /** The id of the ad click that brought the visitor. */
  readonly click?: string;
}

/** The length at which the script cuts an address, and the most that is looked at of a text. */
const longestText = 4096;
const longestKey = 100;

/** Reads the query of `/action/0`. `referrer`: the page that asked, by its HTTP header. Undefined without a tag's id. */
export function readHit(
  world: World,
  search: URLSearchParams,
  referrer: string | undefined,
): Hit | undefined {
  const text = (name: string, most = longestText) => search.get(name)?.slice(0, most) || undefined;
  const tagId = text("ti", longestKey);
  if (tagId === undefined) return undefined;
  const bare = !search.has("evt") && world.holds("collect.noscript");
  return given<Hit>({
    tagId,
    event: bare ? "pageLoad" : eventOf(search.get("evt")),
    page: text("p") ?? (bare ? referrer?.slice(0, longestText) : undefined),
    category: text("ec"),
    action: text("ea"),
    label: text("el"),
    value: numberOf(text("ev")),
    revenue: revenueOf(text("gv")),
    currency: currencyOf(world, text("gc", longestKey)),
    pageView: text("mid", longestKey),
    session: text("sid", longestKey),
    visitor: text("vid", longestKey),
    click: clickOf(text("msclkid", longestKey)),
  });
}

/** Only what is there. */
function given<T extends object>(fields: { readonly [Name in keyof T]-?: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

function eventOf(evt: string | null): Hit["event"] {
  return evt === "pageLoad" || evt === "custom" ? evt : "other";
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
}

function revenueOf(text: string | undefined): number | undefined {
  const number = numberOf(text);
  return number === undefined || number < 0 ? undefined : number;
}

function currencyOf(world: World, text: string | undefined): string | undefined {
  const known = world.holds("collect.revenue-currency") ? /^[A-Z]{3}$/ : /^[A-Za-z]{3}$/;
  return text !== undefined && known.test(text) ? text.toUpperCase() : undefined;
}

/** `N` is no click; behind an id `-1` says that it is new, `-0` that a cookie kept it, one more `N` that there are no cookies. */
function clickOf(text: string | undefined): string | undefined {
  const id = text?.replace(/-[01]N?$/, "");
  return id === "N" ? undefined : id;
}
