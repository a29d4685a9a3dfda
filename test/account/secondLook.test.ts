import { describe, expect, it } from "vitest";
import { Account } from "../../provider/account/account";
import { RunProgress } from "../../provider/account/batch/runProgress";
import { claimsOf } from "../../provider/account/claims";
import { RunChanges } from "../../provider/account/runChanges";
import { MsadsError } from "../../provider/service/errors";
import { fakeService, itemErrorOf } from "../support/fakeService";
import { VirtualClock } from "../support/virtualClock";
import { goalFields } from "./write/writing";

/** An account whose lists lack what `lacks` names. */
function lagging(lacks: (name: string) => boolean, onRead: (ids: readonly string[]) => void = () => {}) {
  const clock = new VirtualClock();
  const fake = fakeService({ clock });
  const reads: (readonly string[])[] = [];
  const listed = <T extends { readonly name: string } | null>(all: readonly T[], which: unknown) =>
    which === "all" ? all.filter((each) => each === null || !lacks(each.name)) : all;
  const noted = (which: unknown) => {
    if (typeof which !== "object" || which === null || !("ids" in which)) return;
    reads.push(which.ids as readonly string[]);
    onRead(which.ids as readonly string[]);
  };
  const service: typeof fake.service = {
    ...fake.service,
    getConversionGoals: async (which) => {
      noted(which);
      return listed(await fake.service.getConversionGoals(which), which);
    },
    getUetTags: async (which) => {
      noted(which);
      return listed(await fake.service.getUetTags(which), which);
    },
  };
  const environment = {
    clock,
    progress: new RunProgress(() => clock.now()),
    changes: new RunChanges(undefined),
    audit: () => {},
    readOnly: false,
  };
  const account = new Account({ customerId: "111", accountId: "222" }, claimsOf("111"), service, environment);
  return { account, clock, goals: fake.goals, tags: fake.tags, reads };
}

const isLost = (name: string) => name.startsWith("Lost");

describe("what state holds and a list lacks", () => {
  it("is asked for by its id, and is there", async () => {
    const { account, goals, tags } = lagging(isLost);
    goals.seed("Url", goalFields("Listed"));
    const id = goals.seed("Url", goalFields("Lost"));
    expect((await account.goalSnapshot([id])).byId.get(id)?.name).toBe("Lost");
    expect((await account.goalSnapshot()).byName.get("Lost")?.id).toBe(id);
    tags.seed("tag", { name: "Listed" });
    const tag = tags.seed("tag", { name: "Lost" });
    expect((await account.tagSnapshot([tag])).byId.get(tag)?.name).toBe("Lost");
  });

  it("and is to be paused is paused", async () => {
    const { account, clock, goals } = lagging(isLost);
    goals.seed("Url", goalFields("Listed"));
    const id = goals.seed("Url", goalFields("Lost"));
    const outcome = await clock.until(account.goals.submit({ op: "pause", resource: "lost", id }));
    expect(outcome).toMatchObject({ ok: true, live: { id } });
    expect(goals.one(id)?.fields.status).toBe("Paused");
  });

  it("and is not there by its id either is gone: asked once each, and not at all after five", async () => {
    const { account, goals, reads } = lagging(isLost);
    goals.seed("Url", goalFields("Listed"));
    for (const id of ["1", "1", "2", "3", "4", "5", "6", "7"])
      expect((await account.goalSnapshot([id])).byId.has(id)).toBe(false);
    expect(reads).toEqual([["1"], ["2"], ["3"], ["4"], ["5"]]);
  });

  it("is asked for in one call where many are missed at once", async () => {
    const { account, goals, reads } = lagging(isLost);
    goals.seed("Url", goalFields("Listed"));
    const ids = ["A", "B", "C"].map((name) => goals.seed("Url", goalFields(`Lost ${name}`)));
    const seen = await Promise.all(ids.map((id) => account.goalSnapshot([id])));
    seen.forEach(({ byId }, at) => {
      expect(byId.has(ids[at] ?? "")).toBe(true);
    });
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  it("stays unknown where it cannot be asked for; what the service refuses to show is gone", async () => {
    let error = new MsadsError("no answer", { outcome: "unknown" });
    const { account, goals } = lagging(isLost, () => {
      throw error;
    });
    goals.seed("Url", goalFields("Listed"));
    const both = await Promise.allSettled([account.goalSnapshot(["1"]), account.goalSnapshot(["2"])]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const items = [itemErrorOf(0, { code: 516, symbol: "EntityIdFilterMismatch" })];
    error = new MsadsError("no such id", { outcome: "refused", items });
    expect((await account.goalSnapshot(["1"])).byId.has("1")).toBe(false);
  });
});
