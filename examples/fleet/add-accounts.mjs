// The emulator starts with one account; this adds those of accounts.csv, each with a customer of its own.
// Run it once, after `npx msads emulator`:  node add-accounts.mjs [address of the emulator, else MSADS_ENDPOINT]
import { readFileSync } from "node:fs";

const service = process.argv[2] ?? process.env.MSADS_ENDPOINT ?? "http://127.0.0.1:8462";

const [, ...rows] = readFileSync(new URL("accounts.csv", import.meta.url), "utf8")
  .trim()
  .split(/\r?\n/);
const customers = rows
  .map((row) => row.split(","))
  .map(([name, customerId, accountId, , , currency]) => ({
    id: customerId,
    accounts: [{ id: accountId, name, currency }],
  }));
const response = await fetch(`${service}/admin/customers`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(customers),
});
if (!response.ok) throw new Error(await response.text());
console.log(`the emulator has ${customers.length} more accounts`);
