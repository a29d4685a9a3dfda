import { describe, expect, it } from "vitest";
import { networkFailure } from "../../provider/service/wire/network";

const fetchFailed = (code: string, name = "Error") =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("secret text"), { code, name }) });

describe("what an error of the network means", () => {
  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
    "UND_ERR_ABORTED",
  ])("%s: nothing was sent", (code) => {
    expect(networkFailure(fetchFailed(code), 1_000)).toMatchObject({ symbol: code, outcome: "unreachable" });
  });

  it.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_SSL_WRONG_VERSION_NUMBER",
  ])("%s: refused before anything was sent", (code) => {
    const failure = networkFailure(fetchFailed(code), 1_000);
    expect(failure).toMatchObject({
      symbol: code,
      outcome: "unreachable",
      reason: expect.stringContaining("the endpoint's certificate "),
    });
  });

  it.each(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE", "Z_DATA_ERROR", "ETIMEDOUT"])(
    "%s: it may have been done",
    (code) => {
      expect(networkFailure(fetchFailed(code), 1_000)).toMatchObject({ symbol: code, outcome: "unknown" });
    },
  );

  it.each([
    ["EHOSTUNREACH", "connect", "unreachable"],
    ["ENOTFOUND", "getaddrinfo", "unreachable"],
    ["EHOSTUNREACH", "read", "unknown"],
    ["ENETUNREACH", "write", "unknown"],
  ])("%s at %s: %s", (code, syscall, outcome) => {
    const cause = Object.assign(new Error("secret text"), { code, syscall });
    expect(networkFailure(new TypeError("fetch failed", { cause }), 1_000)).toMatchObject({
      symbol: code,
      outcome,
    });
  });

  it("is found behind an error that gathers several", () => {
    const both = new AggregateError([Object.assign(new Error("a"), { code: "ECONNREFUSED" })]);
    expect(networkFailure(new TypeError("fetch failed", { cause: both }), 1_000).outcome).toBe("unreachable");
  });

  it("of a time limit says how long it was, wherever it ran out", () => {
    const timeout = new DOMException("x", "TimeoutError");
    for (const error of [timeout, new TypeError("terminated", { cause: timeout })])
      expect(networkFailure(error, 60_000)).toEqual({
        symbol: "Timeout",
        reason: "no complete answer within 60 s",
        outcome: "unknown",
      });
  });

  it("of anything else is unknown, and repeats none of its text", () => {
    for (const error of [new Error("secret text"), "secret text", null, undefined, fetchFailed("")]) {
      const failure = networkFailure(error, 1_000);
      expect(failure).toMatchObject({ symbol: "NetworkError", outcome: "unknown" });
      expect(JSON.stringify(failure)).not.toContain("secret text");
    }
  });
});
