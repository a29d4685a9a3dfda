// Plays the colleagues who edit goals in the web UI: the emulator's admin changes goals of three accounts.
// Run it after the first `msads fleet up`:  node edit-by-hand.mjs [address of the emulator, else MSADS_ENDPOINT]
const service = process.argv[2] ?? process.env.MSADS_ENDPOINT ?? "http://127.0.0.1:8462";

const { goals } = await call("store");
await edit("2001", "Order placed", { Revenue: { Type: "FixedValue", Value: 99, CurrencyCode: "EUR" } });
await edit("2002", "Order placed", { Revenue: { Type: "FixedValue", Value: 99, CurrencyCode: "EUR" } });
await edit("2003", "Contact form sent", { Status: "Paused" });

async function edit(accountId, name, fields) {
  const goal = goals.find((each) => each.accountId === accountId && each.fields.Name === name);
  if (goal === undefined) throw new Error(`account ${accountId} has no goal "${name}" yet`);
  await call(`goals/${goal.id}`, fields);
  console.log(`account ${accountId}: changed ${Object.keys(fields)} of "${name}"`);
}

async function call(path, body) {
  const post = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(`${service}/admin/${path}`, body === undefined ? {} : post);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
