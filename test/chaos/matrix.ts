import type { Store } from "../../provider/emulator";
import type { Entry, Report } from "../support/e2eStack";
import { Census } from "./census";
import { ChaosStack, type Universe } from "./chaosStack";
import { ENDS_OF_SOAP, FAULTS, mustPass, strike } from "./faults";
import { LIES } from "./lies";
import type { MatrixCase } from "./matrixCases";
import { wholeProgramOf } from "./neighbours";
import type { Plan } from "./plan";
import { calm, universeOf } from "./universe";
import { doubles, notDestroyed, standing, unsettled } from "./verdict";
import type { OperationName } from "./wireFaults";

/** One call of a run: the nth, from 0, of its operation. */
export interface Place {
  readonly operation: OperationName;
  readonly after: number;
}

/** What a run in trouble came to: it went well all the same, or it said what was wrong and the next one put it right. */
export type Cell =
  | { readonly struck: false }
  | {
      readonly struck: true;
      readonly ok: boolean;
      readonly wrongs: readonly string[];
    };

/** The calls of a run in which nothing goes wrong. */
export async function placesOf(
  each: MatrixCase,
  transport: Universe["transport"],
): Promise<readonly Place[]> {
  const universe = await universeOf(1, transport);
  const { stack } = await prepared(universe, each);
  const report = await universe.time.until(run(stack, each));
  if (!report.ok) throw new Error(`${each.name} fails without any fault: ${report.said}`);
  const counts = new Map<OperationName, number>();
  return report.calls.flatMap(({ operation }) => {
    if (operation === undefined) return [];
    const after = counts.get(operation) ?? 0;
    counts.set(operation, after + 1);
    return [{ operation, after }];
  });
}

/** One fault at one call of a run, then a run without any. */
export async function cellOf(
  each: MatrixCase,
  transport: Universe["transport"],
  fault: string,
  place: Place,
): Promise<Cell> {
  const universe = await universeOf(1, transport);
  const { emulator, time } = universe;
  const { stack, goals } = await prepared(universe, each);
  const lie = LIES[fault];
  const make = { ...FAULTS, ...ENDS_OF_SOAP }[fault];
  if (lie !== undefined) universe.wire.plan({ ...place, kind: "lie", tell: lie.tell });
  else if (make !== undefined) strike(universe, make(place));
  else throw new Error(`no fault ${fault}`);
  const owner = { plan: each.plan ?? EMPTY, before: each.before, state: new Map(stack.state) };
  const census = new Census(emulator);
  const report = await time.until(run(stack, each));
  if (universe.pending() > 0) return { struck: false };
  await calm(universe);
  const next = new ChaosStack(universe, {}, {}, stack.state, stack.condemned);
  // Whatever was written is in state, so that the next run needs no consent to go on with it.
  const healed = await time.until(run(next, each));
  const wrongs = [
    ...census.trespasses([owner]),
    ...doubles(emulator),
    ...universe.offences,
    ...(report.ok || !mustPass(fault, place.operation) ? [] : [`the run fails: ${report.said}`]),
    ...(healed.ok ? [] : [`the next run fails: ${healed.said}`]),
    ...(each.plan === undefined
      ? notDestroyed(universe, goals, next)
      : await unsettled(universe, each.plan, next, { config: {}, before: each.before })),
  ];
  return { struck: true, ok: report.ok, wrongs };
}

const EMPTY: Plan = {
  tags: {},
  slots: [],
  gone: [],
  unlisted: false,
  hasLibrary: false,
  account: "222",
  libraryIgnores: [],
  libraryByTransform: false,
  next: 1,
};

function run(stack: ChaosStack, { plan }: MatrixCase): Promise<Report> {
  return plan === undefined ? stack.destroy() : stack.up(wholeProgramOf(plan));
}

/** The stack as it is when the run begins. */
async function prepared(universe: Universe, { before, isStateLost }: MatrixCase) {
  if (before === undefined) return { stack: new ChaosStack(universe, {}), goals: [] };
  const made = await madeOnce(before);
  const { store } = universe.emulator;
  for (const tag of made.tags) store.putTag(tag);
  for (const goal of made.goals) store.putGoal(goal);
  for (const campaign of made.campaigns) store.putCampaign(campaign);
  for (const account of made.accounts) store.putAccount(account);
  universe.emulator.continueIdsAfter("99000000");
  const stack = new ChaosStack(universe, {}, {}, isStateLost ? new Map() : made.state);
  return { stack, goals: made.standing };
}

interface Made extends Pick<Store, "tags" | "goals" | "campaigns" | "accounts"> {
  readonly state: ReadonlyMap<string, Entry>;
  readonly standing: ReturnType<typeof standing>;
}
const known = new Map<Plan, Promise<Made>>();

/** What stands after a run that nothing disturbs; the same for every cell. */
function madeOnce(plan: Plan): Promise<Made> {
  const made = known.get(plan) ?? make(plan);
  known.set(plan, made);
  return made;
}

async function make(plan: Plan): Promise<Made> {
  const universe = await universeOf(1);
  const stack = new ChaosStack(universe, {});
  const report = await universe.time.until(stack.up(wholeProgramOf(plan)));
  if (!report.ok) throw new Error(`what is to stand was not made: ${report.said}`);
  const { tags, goals, campaigns, accounts } = universe.emulator.store;
  return { tags, goals, campaigns, accounts, state: stack.state, standing: standing(plan, stack) };
}
