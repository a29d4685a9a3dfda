import { describe, expect, it } from "vitest";
import { AccessTokens } from "../../../provider/service/auth/accessTokens";

const MINUTE = 60_000;

/** A sign-in server that gives out token-1, token-2, …, each good for an hour, when it is let. */
function server(expiresInMs: number | undefined = 60 * MINUTE) {
  let now = 0;
  let asked = 0;
  let failing: Error | undefined;
  const ask = async () => {
    asked += 1;
    const n = asked;
    await new Promise((resolve) => setImmediate(resolve));
    if (failing !== undefined) throw failing;
    return { accessToken: `token-${n}`, expiresInMs, refreshToken: undefined };
  };
  return {
    tokens: new AccessTokens(ask, () => now),
    asked: () => asked,
    pass: (ms: number) => {
      now += ms;
    },
    fail: (error: Error | undefined) => {
      failing = error;
    },
  };
}

describe("the access token of a process", () => {
  it("is asked for once, however many wait for it", async () => {
    const { tokens, asked } = server();
    const got = await Promise.all(Array.from({ length: 200 }, () => tokens.get()));
    expect(new Set(got)).toEqual(new Set(["token-1"]));
    expect(asked()).toBe(1);
  });

  it("is renewed five minutes before it ends, once for all, and not before", async () => {
    const { tokens, asked, pass } = server();
    await tokens.get();
    pass(55 * MINUTE - 1);
    expect(await tokens.get()).toBe("token-1");
    pass(1);
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(Array(3).fill("token-2"));
    expect(asked()).toBe(2);
  });

  it.each([
    ["four minutes: after two", 4 * MINUTE, 2 * MINUTE],
    ["ten minutes: after five", 10 * MINUTE, 5 * MINUTE],
  ])("of a life of %s", async (_what, life, renewed) => {
    const { tokens, pass } = server(life);
    await tokens.get();
    pass(renewed - 1);
    expect(await tokens.get()).toBe("token-1");
    pass(1);
    expect(await tokens.get()).toBe("token-2");
  });

  it("is good until the service says otherwise where the server names no end", async () => {
    const { tokens, pass } = server(Number.POSITIVE_INFINITY);
    await tokens.get();
    pass(10_000 * MINUTE);
    expect(await tokens.get()).toBe("token-1");
    expect(tokens.livesMs).toBeUndefined();
  });

  it("stays in use to its end when it cannot be renewed early", async () => {
    const { tokens, pass, fail } = server();
    await tokens.get();
    fail(new Error("down"));
    pass(56 * MINUTE);
    expect(await tokens.get()).toBe("token-1");
    pass(4 * MINUTE);
    await expect(tokens.get()).rejects.toThrow("down");
  });

  it("comes after a failure too, but not for each of two hundred that wait", async () => {
    const { tokens, asked, pass, fail } = server();
    fail(new Error("down"));
    for (let n = 0; n < 200; n += 1) await expect(tokens.get()).rejects.toThrow("down");
    expect(asked()).toBe(1);
    fail(undefined);
    pass(30_000);
    expect(await tokens.get()).toBe("token-2");
  });
});

describe("after the service called it expired", () => {
  it("it is renewed once for all calls that left with it, also for those that hear of it late", async () => {
    const { tokens, asked } = server();
    await tokens.get();
    const left = tokens.generation;
    await Promise.all(Array.from({ length: 50 }, () => tokens.renew(left)));
    await tokens.renew(left);
    expect([asked(), await tokens.get()]).toEqual([2, "token-2"]);
  });

  it("and again for a call that left with the new one", async () => {
    const { tokens } = server();
    await tokens.get();
    await tokens.renew(tokens.generation);
    await tokens.renew(tokens.generation);
    expect(await tokens.get()).toBe("token-3");
  });

  it("a failure to renew it is not hidden by the old one", async () => {
    const { tokens, fail } = server();
    await tokens.get();
    fail(new Error("refused"));
    await expect(tokens.renew(tokens.generation)).rejects.toThrow("refused");
    await expect(tokens.get()).rejects.toThrow("refused");
  });
});
