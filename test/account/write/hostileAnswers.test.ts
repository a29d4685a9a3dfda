import { describe, expect, it } from "vitest";
import { goalApi, settingsApi } from "../../../provider/account/entityApi";
import type { Step } from "../../../provider/account/plan/writePlan";
import { writeSteps } from "../../../provider/account/write/write";
import type { CampaignManagement } from "../../../provider/service/campaignManagement";
import { fakeService, itemErrorOf } from "../../support/fakeService";
import { VirtualClock } from "../../support/virtualClock";
import { addStep, updateStep } from "./writing";

type Wrap = (service: CampaignManagement) => Partial<CampaignManagement>;

/** An account whose service does its work and answers something else. */
function lying(wrap: Wrap, known: readonly string[] = []) {
  const clock = new VirtualClock();
  const fake = fakeService({ clock });
  const service = { ...fake.service, ...wrap(fake.service) };
  const before = (id: string) => (known.includes(id) ? {} : undefined);
  const write = (steps: readonly Step[]) =>
    clock.until(writeSteps(goalApi(service), steps, { clock, audit: () => {}, before }), 60_000);
  const idOf = (name: string) => fake.goals.things.find((thing) => thing.fields.name === name)?.id;
  return { ...fake, write, idOf };
}

/** The first call of a kind is answered so, whatever was done. */
function once<T>(answer: (truth: T) => T) {
  let isFirst = true;
  return (truth: T): T => {
    const told = isFirst ? answer(truth) : truth;
    isFirst = false;
    return told;
  };
}

const NAMES = ["A", "B", "C"];
const internal = { code: 0, symbol: "InternalError" };

describe.each([
  ["InternalError (0)", internal],
  ["ApiExecutionError (202)", { code: 202, symbol: "ApiExecutionError" }],
])("an item that fails with %s leaves open whether it was done", (_, error) => {
  it.each([true, false])("an add, done: %s", async (isDone) => {
    const tell = once<Awaited<ReturnType<CampaignManagement["addConversionGoals"]>>>(
      ({ items, ...rest }) => ({
        ...rest,
        items: items.map((item, index) =>
          index === 1 ? { ok: false, errors: [itemErrorOf(index, error)] } : item,
        ),
      }),
    );
    const { write, goals, idOf, calls } = lying((service) => ({
      addConversionGoals: async (items) => {
        const answer = await service.addConversionGoals(items);
        if (!isDone && items.length === 3) goals.forget(idOf("B") ?? "");
        return tell(answer);
      },
    }));
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results).toMatchObject(NAMES.map((name) => ({ ok: true, id: idOf(name), live: { name } })));
    expect(goals.things.map(({ fields }) => fields.name).sort()).toEqual(NAMES);
    const added = calls.filter(({ operation }) => operation === "addGoals").map(({ items }) => items);
    expect(added).toEqual(isDone ? [NAMES] : [NAMES, ["B"]]);
  });

  it("an update is sent again", async () => {
    const tell = once<Awaited<ReturnType<CampaignManagement["updateConversionGoals"]>>>((truth) => ({
      ...truth,
      items: [{ ok: false, errors: [itemErrorOf(0, error)] }],
    }));
    const { write, goals } = lying((service) => ({
      updateConversionGoals: async (items) => tell(await service.updateConversionGoals(items)),
    }));
    const id = goals.seed("Url", addStepFields("A"));
    const results = await write([updateStep(id, "A", { status: "Paused" })]);
    expect(results).toMatchObject([{ ok: true, id, live: { fields: { status: "Paused" } } }]);
  });

  it("said again and again, it fails, and says that nobody knows", async () => {
    const { write } = lying(() => ({
      addConversionGoals: async (items) => ({
        trackingId: "t",
        items: items.map((_item, index) => ({ ok: false, errors: [itemErrorOf(index, error)] })),
      }),
    }));
    const [result] = await write([addStep("A")]);
    expect(result).toMatchObject({
      ok: false,
      error: { outcome: "unknown", message: expect.stringContaining("It is unknown whether it was done") },
    });
    expect(result).not.toHaveProperty("id");
  });
});

const addStepFields = (name: string) => {
  const step = addStep(name);
  return step.do === "add" ? step.payload.fields : {};
};

type Added = Awaited<ReturnType<CampaignManagement["addConversionGoals"]>>;

describe("an add whose answer gives an item the id of another", () => {
  it("of the same call: each gets the id under which its name is listed", async () => {
    const { write, idOf } = lying((service) => ({
      addConversionGoals: async (items): Promise<Added> => {
        const { items: made, ...rest } = await service.addConversionGoals(items);
        return { ...rest, items: [...made].reverse() };
      },
    }));
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results).toMatchObject(NAMES.map((name) => ({ ok: true, id: idOf(name), live: { name } })));
  });

  it.each(["0", "9223372036854775806"])("that nothing has (%s): its name is looked for", async (unheard) => {
    const { write, idOf } = lying((service) => ({
      addConversionGoals: async (items): Promise<Added> => {
        const { items: made, ...rest } = await service.addConversionGoals(items);
        return { ...rest, items: [{ ok: true, value: unheard }, ...made.slice(1)] };
      },
    }));
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results).toMatchObject(NAMES.map((name) => ({ ok: true, id: idOf(name), live: { name } })));
  });

  it("that was there before is not ours", async () => {
    const old: string[] = [];
    const { write, goals, idOf, calls } = lying(
      (service) => ({
        addConversionGoals: async (items): Promise<Added> => {
          const answer = await service.addConversionGoals(items);
          return { ...answer, items: [{ ok: true, value: old[0] ?? "" }] };
        },
      }),
      old,
    );
    old.push(goals.seed("Url", addStepFields("Old")));
    expect(await write([addStep("A")])).toMatchObject([{ ok: true, id: idOf("A"), live: { name: "A" } }]);
    expect(calls.filter(({ operation }) => operation === "addGoals")).toHaveLength(1);
  });
});

it("a setting that the account does not show after it was set did not take", async () => {
  const clock = new VirtualClock();
  const { service } = fakeService({ clock });
  const step: Step = {
    do: "update",
    resource: "r",
    name: "222",
    id: "222",
    payload: { fields: { autoTagging: true, finalUrlSuffix: "a=1" } },
  };
  const api = settingsApi(
    { ...service, getAccountProperties: async () => [{ name: "FinalUrlSuffix", value: "a=1" }] },
    { customerId: "111", accountId: "222" },
  );
  const [result] = await clock.until(writeSteps(api, [step], { clock, audit: () => {} }), 60_000);
  expect(result).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining("did not apply autoTagging (sent true, it is not set)") },
  });
});
