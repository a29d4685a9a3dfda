// The emulator starts with one account, 222 of customer 111; this gives the customer a second one.
// Run it once, after `npx msads emulator`:  node second-account.mjs [address of the emulator, else MSADS_ENDPOINT]
const service = process.argv[2] ?? process.env.MSADS_ENDPOINT ?? "http://127.0.0.1:8462";

const customer = { id: "111", accounts: [{ id: "333", currency: "SEK" }] };
const response = await fetch(`${service}/admin/customers`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify([customer]),
});
if (!response.ok) throw new Error(await response.text());
console.log("customer 111 has accounts 222 (EUR) and 333 (SEK)");
