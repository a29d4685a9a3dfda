import { describe, expect, it } from "vitest";
import { findPulumi } from "../../provider/fleet/findPulumi";
import { comparable, REFUSED } from "../engine/support/differences";
import { Lab, scenarioNames, scenarioOf } from "../engine/support/lab";
import { type Observed, observe, type Runs } from "../engine/support/observation";
import { readRecording, recorded, writeRecording } from "../engine/support/recording";
import { underCli } from "../engine/support/underCli";
import { underEngine } from "../engine/support/underEngine";

const found = findPulumi(process.env);
const cli = found.is === "usable" ? found.version : "none";
/** `npm run record:engine`. */
const records = process.env.MSADS_RECORD_ENGINE === "1";
const names = scenarioNames().filter((name) => !REFUSED.includes(name));

async function observed(name: string, under: typeof underCli): Promise<readonly Observed[]> {
  const scenario = scenarioOf(name);
  const lab = new Lab(name);
  try {
    const runs: Runs = under(lab, scenario);
    return comparable(await observe(lab, scenario, runs), name);
  } finally {
    lab.remove();
  }
}

describe(`each program under the Pulumi CLI ${cli} and under our engine: exit code, provider calls, steps, words, state`, () => {
  it.each(names)("%s", async (name) => {
    const theirs = await observed(name, underCli);
    if (records) writeRecording(name, { cli, ops: theirs });
    const ours = await observed(name, underEngine);
    for (const [i, each] of theirs.entries()) expect(ours[i], each.op).toEqual(each);
    const recording = readRecording(name);
    // Another version may do otherwise; this one's recording has to be as it is.
    if (recording.cli === cli) expect(recording.ops, "stale: npm run record:engine").toEqual(theirs);
  });

  it("has a recording of each for those who have no CLI", () => {
    expect([...recorded()].sort()).toEqual([...names].sort());
  });
});
