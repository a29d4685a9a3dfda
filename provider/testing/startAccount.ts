import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants, Script } from "node:vm";
import type * as account from "./account";
import type { Account } from "./account";
import type { AccountOptions } from "./options";

/**
 * Starts an empty emulated account on 127.0.0.1, for this test alone. Close it when the test ends, or write `await using`.
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

/**
 * Jest runs modules in realms of its own, in which none can import ES modules, as the emulator has to. What Node itself
 * imports is outside of these.
 */
async function load(): Promise<typeof account> {
  if (process.env.JEST_WORKER_ID === undefined) return import("./account.js");
  const options = { importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER };
  const importOutside = new Script("(url) => import(url)", options).runInThisContext() as Importer;
  return importOutside(pathToFileURL(join(__dirname, "account.js")).href);
}

type Importer = (url: string) => Promise<typeof account>;
