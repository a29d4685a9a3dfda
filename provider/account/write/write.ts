import type { AddStep, EntityApi, Step, StepResult, UpdateStep } from "../plan/writePlan";
import type { Named } from "../snapshot";
import { confirm } from "./confirm";
import { Outcomes } from "./outcomes";
import { Trail } from "./trail";
import type { WriteContext } from "./writeContext";
import { WriteRun } from "./writeRun";

/**
 * Carries out the steps of one set, 100 adds and 100 updates at most, and reads back what was written. Each item goes through this
 * machine, with the others of its call:
 *
 * | call | what came of it | what is known | what is safe next |
 * |---|---|---|---|
 * | add, update | done, some items refused | those were not done | they fail, each with its own codes; the others are read back |
 * | add, update | refused, items named | nothing was done, those are why | those fail; the rest is sent again without them |
 * | add, update | refused, no item named, a fault of the data | nothing was done | halved until the bad item stands alone |
 * | add, update | refused otherwise, or nobody was there | nothing was done | all fail |
 * | add | unknown | names that were absent before and are there now are ours | the account is listed |
 * | add, update | an item failed with InternalError, or has the id of something older | nothing of that item | the same, for that item |
 * | list after it | shows the name | it was done | read back |
 * | list after it | does not show it | it was not done, or does not show yet | added again: a name can be had once; 3 adds at most, then it fails |
 * | list after it | cannot be read | nothing | it fails: another add might double it |
 * | add, again | the name is taken | an earlier add was done and does not show yet | listed for the 10 s that reads may lag, then it fails |
 * | update | unknown | whichever it was, the same again makes it so | sent again, 3 times at most; then what is read back decides |
 * | read back | as it was sent | it is done | it stands, as it is live |
 * | read back | an add shows another name, or nothing | the answer may have named wrong ids | the id under which its name is listed; read again |
 * | read back | otherwise, or not there | it did not take, or does not show yet | read again for 10 s; then it fails, with its id for the state |
 * | read back | cannot be read | it was written | it fails, with its id for the state: the next run goes on from there |
 *
 * A throttled call (117, 429) does not come back here: the session waits and sends it again, since it was not looked at.
 */
export async function writeSteps<L extends Named>(
  api: EntityApi<L>,
  steps: readonly Step[],
  context: WriteContext,
): Promise<readonly StepResult<L>[]> {
  const outcomes = new Outcomes(api);
  const adds = steps.filter((step): step is AddStep => step.do === "add");
  const updates = steps.filter((step): step is UpdateStep => step.do === "update");
  const trail = new Trail(api, context);
  const run = () => new WriteRun(api, context, trail, outcomes);
  if (adds.length > 0) await run().add(adds, 1, false);
  if (updates.length > 0) await run().update(updates, 1);
  await confirm({ api, clock: context.clock, trail, outcomes }, [...adds, ...updates]);
  return steps.map((step) => outcomes.of(step) ?? settled(step));
}

function settled<L>(step: Step): StepResult<L> {
  if (step.do === "refuse") return { ok: false, error: step.error };
  return { ok: true, id: step.do === "add" ? undefined : step.id, live: undefined };
}
