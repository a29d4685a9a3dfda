import { hintFor } from "../../service/hints";
import { networkFailure } from "../../service/wire/network";
import { type Finding, failed, ok } from "./finding";

const TIMEOUT_MS = 10_000;
/** Sign-in and TLS bear this much. */
const MOST_SKEW_MS = 5 * 60_000;

/** Whether the endpoint answers at all, and whether this machine's clock agrees with its. Sends no token. */
export async function askForTime(endpoint: string, send: typeof fetch = fetch): Promise<readonly Finding[]> {
  const { host } = new URL(endpoint);
  const began = Date.now();
  try {
    const reply = await send(endpoint, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const ended = Date.now();
    return [
      clockFinding(reply.headers.get("date"), (began + ended) / 2),
      ok("endpoint", `${host} answers in ${ended - began} ms`),
    ];
  } catch (error) {
    const { reason, symbol } = networkFailure(error, TIMEOUT_MS);
    return [failed("endpoint", `${host}: ${reason} (${symbol})`, hintFor(undefined, symbol))];
  }
}

/** `here`: this machine's time when the endpoint answered, in milliseconds since 1970. */
export function clockFinding(date: string | null, here: number): Finding {
  const there = Date.parse(date ?? "");
  if (Number.isNaN(there)) return ok("clock", "the endpoint does not report its time");
  const seconds = Math.round((here - there) / 1000);
  const says = `${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} the endpoint`;
  if (Math.abs(here - there) <= MOST_SKEW_MS) return ok("clock", Math.abs(seconds) < 2 ? "right" : says);
  return failed(
    "clock",
    says,
    "Set this machine's clock, preferably from a time server: sign-in fails if the clock is wrong.",
  );
}
