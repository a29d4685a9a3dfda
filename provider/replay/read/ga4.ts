import { listOf, member, textOf } from "./json";
import type { ObjectReader } from "./jsonLines";
import { currencyOf, decimalOf } from "./numbers";
import { cutText, pageOf } from "./page";
import type { ReaderParts } from "./reading";
import { broken, type NewHit, newHit, noTime, type Reason } from "./record";

const nameless = broken("no event_name");
const pageless = broken("a page_view without page_location");

const assumption =
  "Of Google Analytics, a page_view is a page load; every other event is an event with its name as action, with event_category, event_label and event_value as they are, and with purchase_revenue, or else value, as revenue.";

/** Reads events of Google Analytics 4, as its export to BigQuery has them. */
export class Ga4Reader implements ObjectReader {
  readonly #parts: ReaderParts;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  object(value: object, number: number): void {
    this.#parts.records.put(this.#made(value, number), number);
  }

  #made(value: object, number: number): NewHit | Reason {
    const { reading, records } = this.#parts;
    const time = reading.times.read(textOf(member(value, "event_timestamp")) ?? "");
    if (time === undefined) return noTime;
    records.firstTime ??= time;
    const name = textOf(member(value, "event_name"));
    if (name === undefined) return nameless;
    const params = paramsOf(value);
    const location = params.get("page_location");
    const page = location === undefined ? undefined : pageOf(location, () => reading.site);
    if (typeof page === "object") return page;
    reading.assume(assumption);
    const isPage = name === "page_view";
    if (isPage && page === undefined) return pageless;
    const hit = newHit(isPage ? "pageLoad" : "custom", time, page, records.source, number);
    hit.visitor = textOf(member(value, "user_pseudo_id"))?.slice(0, 100);
    const session = params.get("ga_session_id");
    // The number of a session is that of a second: many visitors have the same.
    if (session !== undefined && hit.visitor !== undefined)
      hit.session = `${hit.visitor}.${session}`.slice(0, 200);
    if (!isPage) this.#tell(hit, name, params, value);
    return hit;
  }

  #tell(hit: NewHit, name: string, params: ReadonlyMap<string, string>, value: object): void {
    hit.action = cutText(params.get("event_action") ?? name);
    hit.category = cutText(params.get("event_category"));
    hit.label = cutText(params.get("event_label"));
    hit.value = this.#number("event_value", params.get("event_value"), hit.line);
    const ecommerce = textOf(member(member(value, "ecommerce"), "purchase_revenue"));
    const revenue = this.#number("revenue", ecommerce ?? params.get("value"), hit.line);
    if (revenue !== undefined && revenue >= 0) hit.revenue = revenue;
    hit.currency = currencyOf(params.get("currency"));
  }

  #number(what: string, text: string | undefined, line: number): number | undefined {
    const number = decimalOf(text);
    if (number === undefined || Number.isFinite(number)) return number;
    this.#parts.records.noNumber(what, line);
    return undefined;
  }
}

/** BigQuery writes a list of names and values of one of several types; its integers are texts. */
function paramsOf(value: object): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  for (const each of listOf(member(value, "event_params"))) {
    const key = textOf(member(each, "key"));
    const given = member(each, "value");
    const text = ["string_value", "int_value", "double_value", "float_value"]
      .map((type) => textOf(member(given, type)))
      .find((found) => found !== undefined);
    if (key !== undefined && text !== undefined) params.set(key, text);
  }
  return params;
}
