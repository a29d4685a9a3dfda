import type { Context } from "../operations/context";
import type { Hit } from "../store/hit";
import { longestKey, longestText } from "./texts";

/** Reads the query of `/action/0`. `referrer`: the page that asked, by its HTTP header. Undefined without a tag's id. */
export function readHit(
  context: Pick<Context, "holds">,
  search: URLSearchParams,
  referrer: string | undefined,
): Hit | undefined {
  const text = (name: string, most = longestText) => search.get(name)?.slice(0, most) || undefined;
  const tagId = text("ti", longestKey);
  if (tagId === undefined) return undefined;
  const bare = !search.has("evt") && context.holds("collect.noscript");
  return given<Hit>({
    tagId,
    event: bare ? "pageLoad" : eventOf(search.get("evt")),
    page: text("p") ?? (bare ? referrer?.slice(0, longestText) : undefined),
    category: text("ec"),
    action: text("ea"),
    label: text("el"),
    value: numberOf(text("ev")),
    revenue: revenueOf(text("gv")),
    currency: currencyOf(context, text("gc", longestKey)),
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

function currencyOf(context: Pick<Context, "holds">, text: string | undefined): string | undefined {
  const known = context.holds("collect.revenue-currency") ? /^[A-Z]{3}$/ : /^[A-Za-z]{3}$/;
  return text !== undefined && known.test(text) ? text.toUpperCase() : undefined;
}

/** `N` is no click; behind an id `-1` says that it is new, `-0` that a cookie kept it, one more `N` that there are no cookies. */
function clickOf(text: string | undefined): string | undefined {
  const id = text?.replace(/-[01]N?$/, "");
  return id === "N" ? undefined : id;
}
