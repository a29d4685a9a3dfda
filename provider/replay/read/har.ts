import { readHit } from "../../emulator";
import { listOf, member, objectIn, textOf } from "./json";
import { wholePage } from "./page";
import type { ReaderParts } from "./reading";
import { broken, type NewHit, newHit, noAddress, noTime, type Reason, unfit } from "./record";
import { noPageLoad } from "./webLog";

const noEntry = broken("no JSON object");
const noRequest = unfit("neither a page load nor a message of a tag");
const toldByTag = unfit("a page load, of which the tag's own message counts");
const blocked = unfit("a message of a tag that the browser blocked");
const early = unfit("a page that the browser loaded before anybody asked for it");
const otherEvent = unfit("a message of a tag of a kind that no goal counts");

const oneVisitor = "A HAR file without messages of tags has the page loads of one visitor.";

/** All rules of the collector hold: nothing else was seen of Microsoft's. */
const rules = { holds: () => true };

/** Reads the requests of a browser: what tags sent, or the page loads where there is no tag. */
export class HarReader {
  readonly #parts: ReaderParts;
  /** Page loads, until a tag speaks. They are few: each is a request of one browser with all that it holds. */
  #pages: NewHit[] = [];

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  entry(text: string, number: number): void {
    const { records } = this.#parts;
    const entry = objectIn(text);
    const made = entry === undefined ? noEntry : this.#made(entry, number);
    if ("words" in made) records.skip(made, number);
    else if (made.tagId !== undefined) {
      records.followsClicks = false;
      records.put(made, number);
    } else this.#pages.push(made);
  }

  end(): void {
    const { records, reading } = this.#parts;
    if (this.#pages.length > 0 && records.followsClicks) reading.assume(oneVisitor);
    for (const page of this.#pages) records.put(records.followsClicks ? page : toldByTag, page.line);
    this.#pages = [];
  }

  #made(entry: object, number: number): NewHit | Reason {
    const { reading, records } = this.#parts;
    const request = member(entry, "request");
    const time = reading.times.read(textOf(member(entry, "startedDateTime")) ?? "");
    if (time === undefined) return noTime;
    records.firstTime ??= time;
    const url = URL.parse(textOf(member(request, "url")) ?? "");
    if (url === null) return noRequest;
    if (url.pathname.endsWith("/action/0")) return this.#sent(url, entry, time, number);
    if (!isPageLoad(entry, url)) return noRequest;
    if (header(request, "sec-purpose")?.startsWith("prefetch")) return early;
    const page = wholePage(url.href);
    if (page === undefined) return noAddress;
    const hit = newHit("pageLoad", time, page, records.source, number);
    hit.visitor = `har ${records.source}`;
    return hit;
  }

  #sent(url: URL, entry: object, time: number, number: number): NewHit | Reason {
    const request = member(entry, "request");
    const search = new URLSearchParams([...url.searchParams, ...bodyOf(request)]);
    const sent = readHit(rules, search, header(request, "referer"));
    if (sent === undefined) return noRequest;
    const error =
      textOf(member(member(entry, "response"), "_error")) ?? textOf(member(entry, "_error")) ?? "";
    if (error.includes("BLOCKED")) return blocked;
    if (sent.event === "other") return otherEvent;
    if (search.get("gv") && sent.revenue === undefined) this.#parts.records.noNumber("revenue", number);
    if (search.get("ev") && sent.value === undefined) this.#parts.records.noNumber("value", number);
    const hit = newHit(sent.event, time, sent.page, this.#parts.records.source, number);
    return Object.assign(hit, sent);
  }
}

/** A request for the page itself, not for a frame in it. */
function isPageLoad(entry: object, url: URL): boolean {
  const request = member(entry, "request");
  const response = member(entry, "response");
  const method = textOf(member(request, "method")) ?? "";
  const status = Number(textOf(member(response, "status")));
  // A form's answer is a page like any other; the browser says that it is one.
  if (noPageLoad(method === "POST" ? "GET" : method, status, url.pathname) !== undefined) return false;
  const destination = header(request, "sec-fetch-dest");
  if (destination !== undefined) return destination === "document";
  const type = textOf(member(entry, "_resourceType"));
  if (type !== undefined) return type === "document";
  const mimeType = textOf(member(member(response, "content"), "mimeType")) ?? "";
  return method === "GET" && mimeType.startsWith("text/html");
}

function header(request: unknown, wanted: string): string | undefined {
  const found = listOf(member(request, "headers")).find(
    (each) => textOf(member(each, "name"))?.toLowerCase() === wanted,
  );
  return textOf(member(found, "value"));
}

/** What a tag sends in the body instead of the query. */
function bodyOf(request: unknown): readonly [string, string][] {
  const body = member(request, "postData");
  const text = textOf(member(body, "text"));
  if (text !== undefined) return [...new URLSearchParams(text)];
  return listOf(member(body, "params")).flatMap((each): [string, string][] => {
    const name = textOf(member(each, "name"));
    return name === undefined ? [] : [[name, textOf(member(each, "value")) ?? ""]];
  });
}
