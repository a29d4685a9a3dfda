import { at, type Column, columns } from "./columns";
import { Memo } from "./memo";
import { currencyOf, decimalOf } from "./numbers";
import { cutText, originOf, pageOf } from "./page";
import type { ReaderParts } from "./reading";
import { type NewHit, newHit, noTime, type Reason, unfit } from "./record";
import { bot, noPageLoad, webLogAssumption } from "./webLog";

export type Cell = string | number | undefined;

const mostIds = 200_000;
const neither = unfit("neither an address nor an event");
const method = /^(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS|CONNECT|TRACE|PROPFIND)$/;
const nobody = /^(?:-|null|undefined|none|nan|\\N|\(not set\))$/i;

/** Makes hits of records with named values: those of CSV files, and members of JSON lines. */
export class RowReader {
  readonly #parts: ReaderParts;
  /** Numbers may have a comma for a decimal point. */
  readonly #commas: boolean;
  /** The values of the record in hand, one for each of `columns`. Whoever fills it, empties it before. */
  readonly cells: Cell[] = columns.map(() => undefined);
  /** Whoever keeps an id shall not keep the line that it was cut out of. */
  readonly #ids = new Memo(mostIds, (own) => own);
  #lastHost: string | undefined;
  #lastOrigin: string | undefined;

  constructor(parts: ReaderParts, commas = false) {
    this.#parts = parts;
    this.#commas = commas;
  }

  take(line: number): void {
    this.#parts.records.put(this.#made(line), line);
  }

  #made(line: number): NewHit | Reason {
    const { reading, records } = this.#parts;
    const timeCell = this.cells[at.time];
    const time = timeCell === undefined ? undefined : reading.times.read(timeCell);
    if (time === undefined) return noTime;
    records.firstTime ??= time;
    const [verb, target] = this.#asked();
    const status = Number(this.#text("status"));
    const isWebLog = (status >= 100 && status <= 599) || (verb !== undefined && method.test(verb));
    const reason = isWebLog
      ? noPageLoad(verb ?? "GET", status >= 100 ? status : 200, target ?? "", this.#text("contentType"))
      : undefined;
    if (reason !== undefined) return reason;
    const agentText = this.#text("agent");
    const agent = agentText === undefined ? undefined : reading.visitors.agent(agentText);
    if (agent?.isBot) return bot;
    const page = target === undefined ? undefined : pageOf(target, () => this.#origin());
    if (typeof page === "object") return page;
    if (isWebLog) reading.assume(webLogAssumption);
    const hit = newHit("pageLoad", time, page, records.source, line);
    hit.visitor = this.#id("visitor");
    if (hit.visitor === undefined) {
      const ip = this.#text("ip")?.split(",", 1)[0]?.trim();
      if (ip !== undefined) hit.visitor = reading.visitors.visitor(ip, agent);
    }
    hit.session = this.#id("session");
    hit.click = this.#id("click");
    if (!isWebLog) this.#sent(hit);
    if (hit.event === "pageLoad" && page === undefined) return neither;
    return hit;
  }

  /** Method and address of the request. */
  #asked(): readonly [string | undefined, string | undefined] {
    const request = this.#text("request");
    const cut = request === undefined ? null : /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(request);
    const target = this.#text("page") ?? cut?.[2];
    const query = this.#text("query");
    const verb = this.#text("method")?.toUpperCase() ?? cut?.[1];
    if (target === undefined || query === undefined || target.includes("?")) return [verb, target];
    return [verb, `${target}${query.startsWith("?") ? "" : "?"}${query}`];
  }

  #origin(): string | undefined {
    const host = this.#text("host");
    if (host === undefined || host === "_") return this.#parts.reading.site;
    if (host !== this.#lastHost) {
      this.#lastHost = host;
      this.#lastOrigin = originOf(host, this.#text("scheme"));
    }
    return this.#lastOrigin;
  }

  /** What a page's own script told the tag. */
  #sent(hit: NewHit): void {
    const event = this.#text("event");
    const kind = event === undefined ? "" : event.toLowerCase().replace(/[\s_-]/g, "");
    hit.category = cutText(this.#text("category"));
    hit.action = cutText(this.#text("action"));
    hit.label = cutText(this.#text("label"));
    hit.value = this.#number("value", hit.line);
    const isPage = kind === "pageload" || kind === "pageview";
    if (!isPage && kind !== "" && kind !== "custom") hit.action ??= cutText(event);
    const tells = hit.category ?? hit.action ?? hit.label ?? hit.value;
    if (kind === "custom" || (!isPage && tells !== undefined)) hit.event = "custom";
    const revenue = this.#number("revenue", hit.line);
    hit.revenue = revenue !== undefined && revenue < 0 ? undefined : revenue;
    hit.currency = currencyOf(this.#text("currency"));
    hit.tagId = this.#id("tag");
    hit.pageView = this.#id("pageView");
  }

  #text(column: Column): string | undefined {
    const cell = this.cells[at[column]];
    if (cell === undefined || cell === "" || cell === "-") return undefined;
    return typeof cell === "number" ? String(cell) : cell;
  }

  #id(column: Column): string | undefined {
    const text = this.#text(column);
    return text === undefined || nobody.test(text) ? undefined : this.#ids.of(text.slice(0, 100));
  }

  #number(column: "value" | "revenue", line: number): number | undefined {
    const number = decimalOf(this.cells[at[column]], this.#commas);
    if (number === undefined || (Number.isFinite(number) && (column === "value" || number >= 0)))
      return number;
    this.#parts.records.noNumber(column, line);
    return undefined;
  }
}
