import type * as account from "./account";
import type { Account } from "./account";
import type { AccountOptions } from "./options";

/**
 * Starts an emulated account on 127.0.0.1, empty, with nobody else in it. Close it when the test ends, or write `await using`.
 * Throws an Error when the port is in use or an id is no number.
 *
 * @example
 * await using account = await startAccount();
 * const stack = account.program("./");
 * await stack.up();
 * expect(account.goal("Order placed").status).toBe("Active");
 */
export async function startAccount(options: AccountOptions = {}): Promise<Account> {
  const kit = await load();
  return kit.startAccount(options);
}

/** Jest runs modules in a realm of its own, in which none can import ES modules; what Node itself loads is outside of it. */
async function load(): Promise<typeof account> {
  if (process.env.JEST_WORKER_ID === undefined) return import("./account.js");
  const { createRequire } = process.getBuiltinModule("node:module");
  return createRequire(__filename)("./account.js") as typeof account;
}
