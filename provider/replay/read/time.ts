const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const ofLogs = /^\[?(\d\d)\/([a-z]{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? ?([+-]\d\d:?\d\d)?\]?$/i;
const number = /^\d{1,19}(?:\.\d{1,9})?$/;
/** As Google Analytics has dates: 20261010, 20261010120000. */
const digits = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/;
/** A number is milliseconds, or else the unit that puts it into this century, with how many milliseconds it has. */
const units = [1, 1000, 1e-3, 1e-6];
const [century, nextCentury] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

/** Reads times, one after the other; most follow one of the same second. */
export class Times {
  /** A time without a zone was read as UTC. */
  tookUtc = false;
  #lastText: string | undefined;
  #lastTime: number | undefined;

  /** Milliseconds since 1970 of ISO 8601, of a web log's time, or of seconds, milli-, micro- or nanoseconds since 1970, from 2000 on. */
  read(text: string | number): number | undefined {
    if (typeof text === "number") return sinceEpoch(text) ?? this.#ofDigits(String(text));
    if (text === this.#lastText) return this.#lastTime;
    this.#lastText = text;
    this.#lastTime = this.#parse(text);
    return this.#lastTime;
  }

  #parse(text: string): number | undefined {
    if (text.length > 40) return undefined;
    if (number.test(text)) return sinceEpoch(Number(text)) ?? this.#ofDigits(text);
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

  #ofDigits(text: string): number | undefined {
    const [, year, month, day, hour, minute, second] = digits.exec(text) ?? [];
    return year === undefined ? undefined : this.#of(year, Number(month), day, hour, minute, second);
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

/** A number that is no time of this century is none: a day's number, or one that counts from somewhere else. */
function sinceEpoch(count: number): number | undefined {
  for (const unit of units) {
    const time = count * unit;
    if (time >= century && time < nextCentury) return unit > 1 ? Math.round(time) : Math.floor(time);
  }
  return undefined;
}
