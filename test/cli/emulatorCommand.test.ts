import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { runMsads, startMsads } from "./msads";

const started: ReturnType<typeof startMsads>[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

async function startEmulator(...args: readonly string[]) {
  const child = startMsads(["emulator", ...args]);
  started.push(child);
  if (child.stdout === null) throw new Error("no stdout");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { child, addresses: JSON.parse(line) as Readonly<Record<string, string>> };
}

describe("msads emulator", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "says in one line of JSON where it is, answers there, and stops at %s",
    async (signal) => {
      const { child, addresses } = await startEmulator("--port", "0");
      expect(Object.keys(addresses)).toEqual(["url", "soap", "rest", "token", "collector", "admin"]);
      expect(addresses.url).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
      const calls = await fetch(`${addresses.admin}/calls`);
      expect([calls.status, await calls.json()]).toEqual([200, []]);
      child.kill(signal);
      expect(await once(child, "exit")).toEqual([0, null]);
      await expect(fetch(`${addresses.admin}/calls`)).rejects.toThrow();
    },
  );

  it("a port that is taken is an error that says what to do", async () => {
    const { addresses } = await startEmulator("--port", "0");
    const port = new URL(addresses.url ?? "").port;
    const { code, stderr } = await runMsads(["emulator", "--port", port]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `msads: port ${port} is taken: stop what listens there, or choose another with --port\n`,
    );
  });
});
