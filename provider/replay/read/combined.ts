import { originOf, pageOf } from "./page";
import type { LineReader, ReaderParts } from "./reading";
import { broken, type NewHit, newHit, noTime, type Reason } from "./record";
import { bot, noPageLoad, webLogAssumption } from "./webLog";

const noLogLine = broken("not a line of an access log");

/** The parts of a line. Texts are as they stand in the log, with its escapes. */
export interface LogLine {
  readonly vhost: string | undefined;
  readonly address: string;
  readonly time: string;
  readonly request: string;
  readonly status: number;
  /** Undefined in the common format, which has none. */
  readonly agent: string | undefined;
}

/** Cuts a line of the formats common, combined and vhost_combined, which Apache and nginx share. */
export function cutLogLine(line: string): LogLine | undefined {
  const open = line.indexOf(" [");
  const close = open === -1 ? -1 : line.indexOf('] "', open);
  if (close === -1 || close - open > 40) return undefined;
  const requestEnd = endOfQuoted(line, close + 3);
  if (requestEnd === -1) return undefined;
  const status = statusAt(line, requestEnd + 2);
  if (status === undefined) return undefined;
  const first = line.indexOf(" ");
  const second = line.indexOf(" ", first + 1);
  // Address, identity and user; before them the site, if the second word is not the identity, which nobody uses.
  const third = second > open || second === -1 ? -1 : line.indexOf(" ", second + 1);
  const hasVhost = third !== -1 && third < open && line.slice(first + 1, second) !== "-";
  const referrer = line.indexOf(' "', requestEnd + 5);
  const referrerEnd = referrer === -1 ? -1 : endOfQuoted(line, referrer + 2);
  const hasAgent = referrerEnd !== -1 && line.startsWith(' "', referrerEnd + 1);
  const agentEnd = hasAgent ? endOfQuoted(line, referrerEnd + 3) : -1;
  // A line that was torn off is none: its address would pass for another browser's.
  if ((referrer !== -1 && referrerEnd === -1) || (hasAgent && agentEnd === -1)) return undefined;
  return {
    vhost: hasVhost ? line.slice(0, first) : undefined,
    address: hasVhost ? line.slice(first + 1, second) : line.slice(0, first),
    time: line.slice(open + 2, close),
    request: line.slice(close + 3, requestEnd),
    status,
    agent: agentEnd === -1 ? undefined : line.slice(referrerEnd + 3, agentEnd),
  };
}

function endOfQuoted(line: string, start: number): number {
  let end = line.indexOf('"', start);
  while (end !== -1 && isEscaped(line, end, start)) end = line.indexOf('"', end + 1);
  return end;
}

function isEscaped(line: string, at: number, start: number): boolean {
  let slashes = 0;
  while (at - slashes > start && line[at - slashes - 1] === "\\") slashes += 1;
  return slashes % 2 === 1;
}

function statusAt(line: string, at: number): number | undefined {
  const status = Number(line.slice(at, at + 3));
  const after = line[at + 3];
  return Number.isInteger(status) && status >= 100 && status <= 999 && (after === " " || after === undefined)
    ? status
    : undefined;
}

/** Reads a web server's access log. */
export class CombinedReader implements LineReader {
  readonly #parts: ReaderParts;
  #lastVhost: string | undefined;
  #lastOrigin: string | undefined;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  line(text: string, number: number): void {
    this.#parts.records.put(this.#made(text, number), number);
  }

  #made(text: string, number: number): NewHit | Reason {
    const { reading, records } = this.#parts;
    const line = cutLogLine(text);
    if (line === undefined) return noLogLine;
    const time = reading.times.read(line.time);
    if (time === undefined) return noTime;
    records.firstTime ??= time;
    const space = line.request.indexOf(" ");
    const last = line.request.lastIndexOf(" ");
    const method = space === -1 ? line.request : line.request.slice(0, space);
    const target = line.request.slice(space + 1, last > space ? last : undefined);
    const reason = noPageLoad(method, line.status, target);
    if (reason !== undefined) return reason;
    const agent = line.agent === undefined ? undefined : reading.visitors.agent(line.agent);
    if (agent?.isBot) return bot;
    const page = pageOf(unescaped(target), () => this.#origin(line.vhost));
    if (typeof page === "object") return page;
    reading.assume(webLogAssumption);
    const hit = newHit("pageLoad", time, page, records.source, number);
    hit.visitor = reading.visitors.visitor(line.address, agent);
    return hit;
  }

  #origin(vhost: string | undefined): string | undefined {
    if (vhost === undefined) return this.#parts.reading.site;
    if (vhost !== this.#lastVhost) {
      this.#lastVhost = vhost;
      this.#lastOrigin = originOf(vhost.replace(/:443$/, ""), vhost.endsWith(":80") ? "http" : "https");
    }
    return this.#lastOrigin;
  }
}

/** Both servers write bytes that are not plain text, and nginx quotes and backslashes, as `\xHH`; Apache has a backslash before those. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:x([\da-f]{2})|(["\\]))/gi, (_, hex: string | undefined, other: string) => {
    if (hex === undefined) return other;
    const code = Number.parseInt(hex, 16);
    return code > 32 && code < 127 && code !== 37 ? String.fromCharCode(code) : `%${hex}`;
  });
}
