import { knownGoals } from "../../../core/library/match";
import { type Props, refOf, wishes } from "../../../core/props";
import type { Resource } from "../../../core/resource";
import { deploymentIn } from "../../../fleet/record/recorded";
import { isTable } from "../../../goals/library";
import type { GoalSource } from "../../../replay/goalOf";
import type { AccountRef } from "../../../service/campaignManagement";
import { UsageError } from "../../usageError";
import type { LiveAccount } from "./programGoals";
import { liveSource, sourceOf } from "./sideGoal";
import { askedOfStack, holdsGoals } from "./stackResource";

/** A goal as a stack's state has it. */
export interface StateGoal {
  /** Undefined where the state does not tell its account. */
  readonly ref: AccountRef | undefined;
  readonly id: string;
  readonly resource: Resource;
  /** What a resource of its own would have as outputs; what is secret is marked so. */
  readonly outputs: Props;
}

/** The goals in what `pulumi stack export` printed. Throws a UsageError for anything else. @param from what printed it, for people. */
export function stateGoals(text: string, from: string): readonly StateGoal[] {
  const resources = resourcesIn(text);
  if (resources === undefined)
    throw new UsageError(`${from} is not a stack's state: make one with  pulumi stack export --file FILE`);
  return resources
    .filter((resource) => resource.delete !== true && holdsGoals(resource))
    .flatMap((resource): readonly StateGoal[] => {
      const asked = askedOfStack(resource, resource);
      if (asked === undefined) return [];
      const { type, id, outputs } = asked;
      const ref = [outputs.customerId, outputs.accountId].every((id) => typeof id === "string")
        ? refOf(outputs)
        : undefined;
      if (type !== "ConversionGoalLibrary") return [{ ref, id, resource: asked.resource, outputs }];
      return knownGoals(outputs, asked.resource).map((goal) => ({ ref, ...goal }));
    });
}

function resourcesIn(text: string): readonly Props[] | undefined {
  try {
    const { resources = [] } = deploymentIn(text.replace(/^\ufeff/, ""));
    return Array.isArray(resources) ? resources.filter(isTable) : undefined;
  } catch {
    return undefined;
  }
}

/** The state's goals; with the accounts' own, what the state says of a goal goes before, and goals that it does not have stay as they are. */
export function stateSources(
  goals: readonly StateGoal[],
  accounts: readonly LiveAccount[] = [],
): readonly GoalSource[] {
  const live = new Map(
    accounts.flatMap(({ goals: all }) => all.map((goal) => [goal.id, liveSource(goal)] as const)),
  );
  const known = new Map(goals.map((goal) => [goal.id, sourceIn(goal, live.get(goal.id))] as const));
  return [...new Map([...live, ...known]).values()];
}

function sourceIn({ id, resource, outputs }: StateGoal, live: GoalSource | undefined): GoalSource {
  const { type, name } = outputs;
  const kind = typeof type === "string" ? type : "";
  const fields = { ...(live?.type === kind ? live.fields : {}), ...wishes(outputs) };
  return sourceOf(
    { id, name: typeof name === "string" ? name : resource.name, type: kind, fields },
    resource.secret,
  );
}
