import { expect, test } from "vitest";
import type { Props } from "../../provider/core/props";
import { liveGoal, statuses, useEmulator } from "../support/e2eEmulator";
import { SecondHost, type Wished } from "../support/secondHost";

const emulator = useEmulator();
const writes = () => emulator.now.calls().filter(({ operation }) => operation?.startsWith("Get") === false);

const site: Wished = { kind: "tag", inputs: { name: "Main site" } };
const order = (more: Props = {}, ignored: readonly string[] = []): Wished => ({
  kind: "goal",
  ignored,
  inputs: (idOf) => ({
    type: "Url",
    name: "Order placed",
    tagId: idOf("site"),
    urlOperator: "Contains",
    urlExpression: "/thank-you",
    goalCategory: "Purchase",
    revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
    ...more,
  }),
});
const deals = (...names: readonly string[]): Wished => ({
  kind: "library",
  inputs: {
    goals: Object.fromEntries(
      names.map((name) => [name, { type: "OfflineConversion", goalCategory: "Purchase" }]),
    ),
  },
});

test("another host than Pulumi's dynamic provider has all of the core: made, unchanged, changed, drifted, left", async () => {
  const host = new SecondHost(emulator.now);
  await host.up({ site, order: order(), deals: deals("Deal", "Lead") });
  expect(statuses(emulator.now)).toEqual({ "Order placed": "Active", Deal: "Active", Lead: "Active" });
  expect(JSON.stringify([...host.standing])).not.toMatch(/__msads|__provider/);

  const made = writes().length;
  await host.up({ site, order: order(), deals: deals("Deal", "Lead") });
  expect(writes()).toHaveLength(made);

  await host.up({ site, order: order({ urlExpression: "/thanks" }), deals: deals("Deal", "Lead") });
  expect(liveGoal(emulator.now, "Order placed").fields.UrlExpression).toBe("/thanks");
  expect(writes()).toHaveLength(made + 1);

  emulator.now.editGoal(liveGoal(emulator.now, "Order placed").id, { UrlExpression: "/by-hand" });
  await host.up({ site, order: order({ urlExpression: "/thanks" }), deals: deals("Deal") });
  expect(host.said.join("\n")).toMatch(/urlExpression is "\/by-hand", wanted "\/thanks"/);
  expect(liveGoal(emulator.now, "Order placed").fields.UrlExpression).toBe("/thanks");

  await host.up({ site });
  expect(statuses(emulator.now)).toEqual({ "Order placed": "Paused", Deal: "Paused", Lead: "Paused" });
});

test("it tells what is ignored by paths alone, and a refresh takes what is live", async () => {
  const host = new SecondHost(emulator.now);
  await host.up({ site, order: order() });
  const { id } = liveGoal(emulator.now, "Order placed");
  emulator.now.editGoal(id, { UrlExpression: "/by-hand" });
  await host.up({ site, order: order({ status: "Paused" }, ["urlExpression"]) });
  expect(liveGoal(emulator.now, "Order placed").fields).toMatchObject({
    UrlExpression: "/by-hand",
    Status: "Paused",
  });
  await host.refresh();
  expect(host.standing.get("order")?.inputs).toMatchObject({ urlExpression: "/by-hand", status: "Paused" });
});

test("bad input is refused with all its problems before anything is sent", async () => {
  const host = new SecondHost(emulator.now);
  const up = host.up({ site, order: order({ urlOperator: "Like", goalCategory: undefined }) });
  await expect(up).rejects.toThrow(/urlOperator[\s\S]*goalCategory|goalCategory[\s\S]*urlOperator/);
  expect(emulator.now.store.goals).toEqual([]);
});
