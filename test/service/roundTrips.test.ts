import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import type { GoalType } from "../../provider/goals/definition";
import type { CampaignManagement, ItemResult } from "../../provider/service/campaignManagement";
import { type Draft, draft, fieldsOf, numbered, passesCheck, textsIn } from "./textDrafts";
import { TRANSPORTS } from "./transports";

/** How many texts go over each transport; more by MSADS_ROUND_TRIPS, the same ones again by MSADS_ROUND_TRIPS_SEED. */
const TEXTS = Number(process.env.MSADS_ROUND_TRIPS ?? 2_000);
const SEED = Number(process.env.MSADS_ROUND_TRIPS_SEED ?? Date.now() % 1e9);
const BATCH = 100;

/** Limits that the emulator only supposes: here they would hide what the wire does to a text. */
const LIBERAL = {
  "url.expression-too-long": false,
  "tag.description-too-long": false,
  "app.store-id-invalid": false,
};

let emulator: Emulator;
const complaints: string[] = [];
beforeAll(async () => {
  emulator = await startEmulator({ complain: (text) => complaints.push(text) });
});
afterAll(() => emulator.close());

/** Tags and goals alike: how they are sent, where the service keeps them, how they are read. */
interface Kind {
  readonly add: (drafts: readonly Draft[]) => Promise<readonly string[]>;
  readonly update: (drafts: readonly Draft[], ids: readonly string[]) => Promise<void>;
  readonly stored: (id: string) => object | undefined;
  readonly read: (ids: readonly string[]) => Promise<readonly object[]>;
}

function tagsOver(port: CampaignManagement): Kind {
  const items = (drafts: readonly Draft[]) => drafts.map((each) => ({ fields: fieldsOf(each, "") }));
  return {
    add: async (drafts) => values((await port.addUetTags(items(drafts))).items).map(({ id }) => id),
    update: async (drafts, ids) => void values((await port.updateUetTags(withIds(items(drafts), ids))).items),
    stored: (id) => emulator.store.tag(id)?.fields,
    read: async (ids) => (await port.getUetTags({ ids })).map((tag) => tag ?? {}),
  };
}

function goalsOver(port: CampaignManagement, tagId: string): Kind {
  const items = (drafts: readonly Draft[]) =>
    drafts.map((each) => ({ type: each.type as GoalType, fields: fieldsOf(each, tagId) }));
  return {
    add: async (drafts) => values((await port.addConversionGoals(items(drafts))).items),
    update: async (drafts, ids) =>
      void values((await port.updateConversionGoals(withIds(items(drafts), ids))).items),
    stored: (id) => emulator.store.goal(id)?.fields,
    read: async (ids) =>
      (await port.getConversionGoals({ ids })).map((goal) => ({ ...goal?.fields, name: goal?.name })),
  };
}

/** What the service took. Fails for what it refused. */
function values<T>(items: readonly ItemResult<T>[]): readonly T[] {
  return items.map((item) => (item.ok ? item.value : expect.unreachable(JSON.stringify(item.errors))));
}

function withIds<T>(items: readonly T[], ids: readonly string[]) {
  return items.map((item, at) => ({ ...item, id: ids[at] ?? "" }));
}

/** Adds the drafts, then gives each the texts of another; each time looks into the store and reads them back. */
async function thereAndBack(kind: Kind, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return;
  const ids = await kind.add(drafts);
  await expectThere(kind, drafts, ids);
  const others = drafts.map((_each, at) => numbered(another(drafts, at), `~${at}~`));
  await kind.update(others, ids);
  await expectThere(kind, others, ids);
}

async function expectThere(kind: Kind, drafts: readonly Draft[], ids: readonly string[]): Promise<void> {
  const sent = drafts.map(({ texts }) => texts);
  const upper = (name: string) => name.replace(/^./, (letter) => letter.toUpperCase());
  const stored = ids.map((id, at) => picked(kind.stored(id), Object.keys(sent[at] ?? {}), upper));
  expect(stored).toEqual(sent);
  const live = await kind.read(ids);
  expect(live.map((each, at) => picked(each, Object.keys(sent[at] ?? {}), (name) => name))).toEqual(sent);
}

function picked(from: object | undefined, names: readonly string[], spelt: (name: string) => string) {
  const all = (from ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(names.map((name) => [name, all[spelt(name)]]));
}

/** The next one of the same kind whose name leaves room for a number. */
function another(drafts: readonly Draft[], at: number): Draft {
  const { type } = drafts[at] as Draft;
  const others = [...drafts.slice(at + 1), ...drafts.slice(0, at + 1)];
  const fit = others.find((each) => each.type === type && (each.texts.name ?? "").length <= 96);
  return fit ?? { type, texts: { ...drafts[at]?.texts, name: "shorter" } };
}

describe.each(TRANSPORTS)("any text over $name", ({ name, port: portTo }) => {
  const credentials = async () => ({ accessToken: "emulator-access-token", developerToken: "any" });

  it(`is refused in check by its field's name, or arrives and reads back exactly (seed ${SEED})`, async () => {
    const port = portTo(emulator.rest, { credentials, timeoutMs: 240_000 });
    let [sent, refused] = [0, 0];
    for (let turn = 0; sent < TEXTS; turn += 1) {
      emulator.reset();
      emulator.settings({ rules: LIBERAL });
      const tags = tagsOver(port);
      const tagId = (await tags.add([{ type: "tag", texts: { name: "of the goals" } }]))[0] ?? "";
      const drawn = fc.sample(draft, { numRuns: BATCH, seed: SEED + turn });
      const drafts = drawn.map((each, index) => numbered(each, `${turn}#${index}#`));
      const fit = drafts.filter(passesCheck);
      const isTag = ({ type }: Draft) => type === "tag";
      await thereAndBack(tags, fit.filter(isTag));
      await thereAndBack(
        goalsOver(port, tagId),
        fit.filter((each) => !isTag(each)),
      );
      expect(complaints).toEqual([]);
      sent += 2 * textsIn(fit);
      refused += textsIn(drafts) - textsIn(fit);
    }
    expect(refused).toBeGreaterThan(TEXTS / 20);
    if (process.env.MSADS_ROUND_TRIPS !== undefined)
      console.log(`${name}: ${sent} texts there and back, ${refused} in what check refused; seed ${SEED}`);
  }, 900_000);
});
