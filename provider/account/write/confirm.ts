import type { Clock } from "../clock";
import type { AddStep, EntityApi, UpdateStep } from "../plan/writePlan";
import type { Named } from "../snapshot";
import type { Outcomes } from "./outcomes";
import { idsByName, readBack } from "./readBack";
import type { Trail } from "./trail";

/** Where writes are confirmed. */
interface Confirming<L extends Named> {
  readonly api: EntityApi<L>;
  readonly clock: Clock;
  readonly trail: Trail<L>;
  readonly outcomes: Outcomes<L>;
}

/** Reads back what was written: outputs are what the service has, and what did not take is an error that says so. */
export async function confirm<L extends Named>(
  confirming: Confirming<L>,
  steps: readonly (AddStep | UpdateStep)[],
  isFirst = true,
): Promise<void> {
  const { api, clock, trail, outcomes } = confirming;
  const written = steps.flatMap((step) => {
    const id = outcomes.of(step)?.id;
    const isRefused = outcomes.isToBeJudged(step);
    return id === undefined ? [] : [{ step, id, payload: step.payload, isRefused }];
  });
  if (written.length === 0) return;
  const found = await readBack(api, written, clock);
  const strange = written.flatMap(({ step, id }) => {
    const { live, error } = found.get(id) ?? {};
    const isOurs = error !== undefined || live?.name === step.name;
    return step.do === "add" && !isOurs ? [step] : [];
  });
  if (isFirst && strange.length > 0 && (await renumbered(api, outcomes, strange)))
    return confirm(confirming, steps, false);
  const shown = written.map((each) => ({ live: undefined, notTaken: [], ...found.get(each.id), ...each }));
  trail.read(shown);
  for (const seen of shown) outcomes.judge(seen.step, seen.id, seen);
}

/** What shows under their ids has other names, or nothing does: gives each the id under which its name is listed. Whether that is another for any. */
async function renumbered<L extends Named>(
  api: EntityApi<L>,
  outcomes: Outcomes<L>,
  steps: readonly AddStep[],
): Promise<boolean> {
  const live = await idsByName(api).catch(() => new Map<string, string>());
  const found = steps.flatMap((step) => {
    const id = live.get(step.name);
    return id === undefined || id === outcomes.of(step)?.id ? [] : [{ step, id }];
  });
  for (const { step, id } of found) outcomes.written(step, id);
  return found.length > 0;
}
