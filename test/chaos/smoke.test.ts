import { expect, test } from "vitest";
import { allTypes, site } from "../support/e2eGoals";
import { seeded } from "../support/engineArrivals";
import { ChaosStack } from "./chaosStack";
import { offlineEmulator } from "./offlineEmulator";
import { SharedTime } from "./time";
import { Wire } from "./wireFaults";

test.each(["soap", "rest"] as const)("smoke %s", async (transport) => {
  for (let n = 0; n < 30; n++) {
    const t0 = performance.now();
    const random = seeded(1 + n);
    const { emulator, fetch } = await offlineEmulator(random);
    const time = new SharedTime();
    const wire = new Wire(fetch, time);
    const universe = { emulator, wire, time, random, transport, offences: [] };
    const stack = new ChaosStack(universe, {});
    const program = { site, ...allTypes };
    const report = await time.until(stack.up(program));
    expect(report.said).toBe("");
    const steps = stack.process.steps;
    const p = await time.until(stack.preview(program, { refresh: true }));
    expect(p.writes).toEqual([]);
    if (n % 10 === 0)
      console.log(
        transport,
        emulator.calls().length,
        "calls",
        steps,
        "steps",
        Math.round(time.now()),
        "virtual ms",
        (performance.now() - t0).toFixed(1),
        "ms",
        report.calls.map((c) => c.operation).join(" "),
      );
  }
});
