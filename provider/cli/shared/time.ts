import { UsageError } from "../usageError";

const UNITS: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** A point in time from a command line: ISO 8601 (without a zone: this machine's), or "2 hours ago". Throws a UsageError. */
export function timeFrom(text: string, now: Date): Date {
  const given = text.trim();
  const ago = /^(\d{1,6}|an?) (second|minute|hour|day|week)s? ago$/i.exec(given);
  if (ago !== null) {
    const count = /^an?$/i.test(ago[1] ?? "") ? 1 : Number(ago[1]);
    return new Date(now.getTime() - count * (UNITS[(ago[2] ?? "").toLowerCase()] ?? 0));
  }
  const date = /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(`${given}T00:00:00`) : isoDate(given);
  if (date === undefined || Number.isNaN(date.getTime()))
    throw new UsageError(
      `${JSON.stringify(text)} is no time: write one like 2026-11-27T14:30:00Z, 2026-11-27 14:30 or "2 hours ago"`,
    );
  return date;
}

function isoDate(text: string): Date | undefined {
  const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z| ?UTC|[+-]\d\d:\d\d)?$/i.exec(
    text,
  );
  const zone = form?.[3]?.toUpperCase().replace(/ ?UTC/, "Z") ?? "";
  return form === null ? undefined : new Date(`${form[1]}T${form[2]}${zone}`);
}

/** A time as people can give it back to a command, to the millisecond: "2026-11-27T14:30:05.123Z". */
export function timeInWords(time: Date | string): string {
  return new Date(time).toISOString();
}
