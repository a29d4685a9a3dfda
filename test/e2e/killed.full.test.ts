import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { startKillable } from "../support/e2eKill";
import { offlineGoalText } from "../support/e2ePrograms";
import { startRelay } from "../support/e2eRelay";
import { until } from "../support/e2eUntil";
import { eachWay } from "../support/e2eUse";

eachWay((lab) => {
  test("a run killed in the middle of a create: MSADS_ADOPT=equal in the next one is enough, as README says: it converges, and no goal is doubled", async () => {
    const relay = await startRelay(lab.emulator.url);
    const project = lab.project({ environment: { MSADS_ENDPOINT: relay.url } });
    project.program([1, 2, 3].map((i) => offlineGoalText(`deal${i}`, `Deal ${i}`)).join(""));
    lab.emulator.faults({ operation: "AddConversionGoals", kind: "delay", ms: 3_600_000, when: "after" });
    const run = startKillable(project.runner.command("up"));
    await until("the create to be under way", () => lab.emulator.store.goals.length === 3);
    await run.kill("engine");
    lab.emulator.clearFaults();
    await until("the orphaned write to end", () =>
      lab.emulator.calls().some(({ sent }) => sent.length === 3),
    );
    expect(project.resources().filter(({ id }) => id !== undefined)).toEqual([]);
    project.runner.unlock();
    expect((await project.run("preview")).text).toContain("exists already");
    const up = await project.environment({ MSADS_ADOPT: "equal" }).up();
    expect(up.text).toContain("interrupted while creating");
    expect(up.writes).toEqual([]);
    expect(statuses(lab.emulator)).toEqual({ "Deal 1": "Active", "Deal 2": "Active", "Deal 3": "Active" });
    expect(Object.values(project.ids()).sort()).toEqual(lab.emulator.store.goals.map(({ id }) => id).sort());
    await relay.close();
  });
});
