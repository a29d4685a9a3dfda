import type { LiveCampaign } from "../../campaigns/campaign";
import type { LinkApi } from "../campaignApi";
import type { EntityApi, Step, StepResult } from "../plan/writePlan";
import { writeSteps } from "./write";
import type { FieldsBefore, WriteContext } from "./writeContext";

/**
 * Carries out the steps of one set of campaigns: all links to add in one call, then, for campaigns that show what was added, all links to delete in
 * one. So a campaign never loses its goals to a write that stops half-way.
 */
export function writeLinks(links: LinkApi) {
  return async (
    _api: EntityApi<LiveCampaign>,
    steps: readonly Step[],
    context: WriteContext,
  ): Promise<readonly StepResult<LiveCampaign>[]> => {
    const added = await writeSteps(
      links.adding(),
      steps.map((step) => only("add", step)),
      context,
    );
    const deletes = steps.map((step, at) => (added[at]?.ok === true ? only("remove", step) : nothing(step)));
    const deleted = await writeSteps(links.deleting(), deletes, {
      ...context,
      before: after(links, added, context),
    });
    return steps.map((step, at): StepResult<LiveCampaign> => {
      const [first, second] = [added[at], deleted[at]];
      if (first === undefined || second === undefined) throw new Error(`no result for ${step.resource}`);
      if (!first.ok || deletes[at]?.do !== "update") return first;
      // What the first half showed is better than nothing.
      return second.ok || second.live !== undefined || first.live === undefined
        ? second
        : { ...second, live: first.live };
    });
  };
}

/** The campaigns as the first half left them. */
function after(
  { reading }: LinkApi,
  added: readonly StepResult<LiveCampaign>[],
  { before }: WriteContext,
): FieldsBefore {
  const shown = new Map(added.flatMap(({ live }) => (live === undefined ? [] : [[live.id, live] as const])));
  return (id) => {
    const live = shown.get(id);
    return live === undefined ? before?.(id) : reading.fieldsOf(live);
  };
}

/** The half of a step that adds or deletes links; where there is none to do, nothing. */
function only(half: "add" | "remove", step: Step): Step {
  if (step.do !== "update") return step;
  const ids = step.payload.fields[half];
  const isEmpty = !Array.isArray(ids) || ids.length === 0;
  return isEmpty ? nothing(step) : { ...step, payload: { ...step.payload, fields: { [half]: ids } } };
}

function nothing(step: Step): Step {
  return { do: "nothing", resource: step.resource, ...("id" in step ? { id: step.id } : {}) };
}
