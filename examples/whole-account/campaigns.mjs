// Makes two campaigns in the emulator's account, as people do in the web UI: programs do not manage campaigns, only their goals.
// Run it once, after `npx msads emulator`:  node campaigns.mjs [address of the emulator, else MSADS_ENDPOINT]
const service = process.argv[2] ?? process.env.MSADS_ENDPOINT ?? "http://127.0.0.1:8462";

for (const campaign of [
  { Name: "Brand", CampaignType: "Search" },
  { Name: "Shop", CampaignType: "PerformanceMax" },
]) {
  const response = await fetch(`${service}/admin/campaigns`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(campaign),
  });
  if (!response.ok) throw new Error(await response.text());
  const { id } = await response.json();
  console.log(`campaign ${id}: ${campaign.Name}`);
}
