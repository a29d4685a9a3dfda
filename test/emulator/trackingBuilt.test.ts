import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, it } from "vitest";
import { startMsads } from "../cli/msads";
import { good } from "./driver";
import { FakeBrowser } from "./fakeBrowser";
import { callRest } from "./restClient";

const folder = mkdtempSync(join(tmpdir(), "msads-tracking-"));
const started: ReturnType<typeof startMsads>[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** The built command, with its account in a file. */
async function start() {
  const child = startMsads(["emulator", "--port", "0", "--data", join(folder, "account.json")]);
  started.push(child);
  if (child.stdout === null) throw new Error("no stdout");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { rest = "", admin = "" } = JSON.parse(line) as Readonly<Record<string, string>>;
  const conversions = async () => (await fetch(`${admin}/conversions`)).json();
  return { child, rest, conversions };
}

it("the built emulator's script stands alone; a file keeps what was counted", async () => {
  const first = await start();
  const rest = (path: string, body: object) => callRest({ base: first.rest, path, body });
  const added = await rest("/UetTags", { UetTags: [{ Name: "site" }] });
  const tag = added.json.UetTags?.[0];
  const revenue = { Type: "FixedValue", Value: 12.5, CurrencyCode: "EUR" };
  const goal = { Type: "Event", ...good.Event, TagId: tag?.Id, Revenue: revenue };
  expect((await rest("/ConversionGoals", { ConversionGoals: [goal] })).json.PartialErrors).toEqual([]);
  const page = await new FakeBrowser().open(String(tag?.TrackingScript));
  page.run('uetq.push("event", "click", {})');
  for (const address of page.addresses) expect((await fetch(address)).status).toBe(204);
  const expected = [{ name: "event", conversions: 1, revenue: { EUR: 12.5 } }];
  expect(await first.conversions()).toMatchObject(expected);
  first.child.kill("SIGINT");
  await once(first.child, "exit");
  expect(await (await start()).conversions()).toMatchObject(expected);
});
