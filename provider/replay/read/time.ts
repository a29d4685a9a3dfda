const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const ofLogs = /^\[?(\d\d)\/([a-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? ?([+-]\d\d:?\d\d)?\]?$/i;
const number = /^\d{1,19}(?:\.\d{1,9})?$/;

/** Reads times, one after the other; most follow one of the same second. */
export class Times {
  /** A time without a zone was read as UTC. */
  tookUtc = false;
  #lastText: string | undefined;
  #lastTime: number | undefined;

  /** Milliseconds since 1970 of ISO 8601, of a web log's time, or of seconds, milli-, micro- or nanoseconds since 1970. */
  read(text: string | number): number | undefined {
    if (typeof text === "number") return sinceEpoch(text);
    if (text === this.#lastText) return this.#lastTime;
    this.#lastText = text;
    this.#lastTime = this.#parse(text);
    return this.#lastTime;
  }

  #parse(text: string): number | undefined {
    if (text.length > 40) return undefined;
    if (number.test(text)) return sinceEpoch(Number(text));
    const asIso = iso.exec(text);
    if (asIso !== null) {
      const [, year, month, day, hour, minute, second, fraction, zone] = asIso;
      return this.#of(year, Number(month), day, hour, minute, second, fraction, zone);
    }
    const asLog = ofLogs.exec(text);
    if (asLog === null) return undefined;
    const [, day, month = "", year, hour, minute, second, fraction, zone] = asLog;
    return this.#of(year, months.indexOf(month.toLowerCase()) + 1, day, hour, minute, second, fraction, zone);
  }

  #of(
    yearText: string | undefined,
    month: number,
    dayText: string | undefined,
    hourText = "0",
    minuteText = "0",
    secondText = "0",
    fraction = "",
    zone?: string,
  ): number | undefined {
    const [year, day, hour, minute, second] = [yearText, dayText, hourText, minuteText, secondText].map(
      Number,
    ) as [number, number, number, number, number];
    const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
    if (month < 1 || month > 12 || day < 1 || day > daysOfMonth) return undefined;
    if (hour > 23 || minute > 59 || second > 60) return undefined;
    const offset = zone === undefined ? 0 : minutesOf(zone);
    if (offset === undefined) return undefined;
    if (zone === undefined) this.tookUtc = true;
    const milliseconds = Number(fraction.padEnd(3, "0").slice(0, 3));
    return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset * 60_000;
  }
}

function minutesOf(zone: string): number | undefined {
  if (/^[A-Z]/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || "0");
  if (minutes > 15 * 60) return undefined;
  return zone.startsWith("-") ? -minutes : minutes;
}

/** Which unit it is shows by the size: what is ten digits of seconds has thirteen of milliseconds. */
function sinceEpoch(count: number): number | undefined {
  if (!Number.isFinite(count) || count <= 0) return undefined;
  if (count < 1e11) return Math.round(count * 1000);
  if (count < 1e14) return Math.round(count);
  return count < 1e17 ? Math.floor(count / 1000) : Math.floor(count / 1e6);
}
