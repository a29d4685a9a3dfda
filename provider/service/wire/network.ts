import type { Outcome } from "../errors";
import { tlsReason } from "./tls";

/** What a failure on the way to the service means. */
export interface NetworkFailure {
  readonly symbol: string;
  readonly reason: string;
  readonly outcome: Outcome;
}

/** The call never left this machine, or never got past the greeting. */
const UNREACHED: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing answers at the endpoint, or at the proxy in front of it",
  ENOTFOUND: "the endpoint's host name is unknown",
  EAI_AGAIN: "the endpoint's host name cannot be looked up now",
  EAI_FAIL: "the endpoint's host name cannot be looked up",
  EHOSTUNREACH: "there is no route to the endpoint",
  ENETUNREACH: "there is no network to the endpoint",
  EADDRNOTAVAIL: "there is no network address to call from",
  UND_ERR_CONNECT_TIMEOUT: "the endpoint did not accept a connection in time",
  BadPort: "the endpoint's port is one that fetch never calls",
  // Only a proxy's refusal comes under this code; a time limit of ours comes under its own name.
  UND_ERR_ABORTED: "the proxy did not let the call through",
};

/**
 * What the error of a fetch means. Certificate errors and refused connections come before anything is sent; a reset
 * or a time-out may come after the service did its work. What the error says in words is never repeated.
 */
export function networkFailure(error: unknown, timeoutMs: number): NetworkFailure {
  const { name, code, syscall } = codeOf(error);
  if (name === "TimeoutError")
    return {
      symbol: "Timeout",
      reason: `no complete answer within ${timeoutMs / 1000} s`,
      outcome: "unknown",
    };
  // On a connection that stood, the network may have gone while the service was at work.
  const unreached = syscall === "read" || syscall === "write" ? undefined : UNREACHED[code];
  if (unreached !== undefined) return { symbol: code, reason: unreached, outcome: "unreachable" };
  const tls = tlsReason(code);
  if (tls !== undefined) return { symbol: code, reason: `the endpoint's ${tls}`, outcome: "unreachable" };
  const symbol = code === "" ? "NetworkError" : code;
  return { symbol, reason: "the connection broke before the answer was complete", outcome: "unknown" };
}

/** The same, with whom the call was to go to: of an address that was mistyped, or of an earlier run, nobody would think otherwise. */
export function atAddress(failure: NetworkFailure, url: string): NetworkFailure {
  return { ...failure, reason: `${failure.reason}: ${new URL(url).origin}` };
}

/** The code of an error or of what is behind it; fetch hides it one or two causes deep. */
function codeOf(error: unknown, depth = 0): Coded {
  if (!(error instanceof Error) && !isRecord(error)) return { name: "", code: "" };
  const { name, code, syscall, message, cause, errors } = error as Readonly<Record<string, unknown>>;
  if (typeof code === "string") return { name: String(name), code, syscall };
  // The one refusal of fetch itself that an address can bring about; it has no code. Fetch Standard: bad ports.
  if (depth > 0 && message === "bad port") return { name: String(name), code: "BadPort" };
  if (name === "TimeoutError" || depth > 4) return { name: String(name), code: "" };
  return codeOf(cause ?? (Array.isArray(errors) ? errors[0] : undefined), depth + 1);
}

interface Coded {
  readonly name: string;
  readonly code: string;
  /** What the system was asked for when it failed: "connect", "read". */
  readonly syscall?: unknown;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
