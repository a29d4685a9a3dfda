import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dice } from "../../chaos/dice";
import { editNeighbour } from "../../chaos/neighbours";
import { anyDeletion, anyEdit } from "../../chaos/webUi";
import { offlineGoal } from "../../support/e2eGoals";
import { Stack } from "../../support/e2eStack";
import { type Member, nextProgram, programOf, type RandomFleet } from "./randomFleet";

/** What may befall a fleet between two checks; the more likely a thing is, the more often it stands here. */
export const HAPPENINGS = [
  ...([
    "up",
    "up",
    "version",
    "version",
    "version",
    "edit",
    "edit",
    "edit",
    "edit",
    "edit",
    "delete",
    "neighbour",
  ] as const),
  ...(["tag", "goal by hand", "time", "program", "program back", "by hand", "failing up"] as const),
  ...(["record", "environment", "environment back"] as const),
] as const;

export interface Step {
  readonly what: (typeof HAPPENINGS)[number];
  readonly member: Member;
  readonly dice: Dice;
}

/** Lets it happen; says so in words. */
export async function happens(random: RandomFleet, step: Step): Promise<string> {
  const told = await HANDLERS[step.what](random, step);
  random.settle();
  return `${step.what} (${step.member.stack}): ${told}`;
}

type Handling = (random: RandomFleet, step: Step) => Promise<string> | string;

const HANDLERS: Readonly<Record<Step["what"], Handling>> = {
  up: fleetUp,
  edit: (random, step) => edited(random, step, anyEdit),
  delete: (random, step) => edited(random, step, anyDeletion),
  neighbour: ({ emulator }, { dice }) => editNeighbour(dice, emulator),
  tag: editTag,
  "goal by hand": goalByHand,
  time: ({ emulator }, { dice }) => {
    const hours = dice.whole(1, 400);
    emulator.advance(hours);
    return `${hours} hours`;
  },
  program: (_, { member, dice }) => {
    member.plan = nextProgram(dice, member);
    return JSON.stringify(programOf(member));
  },
  version: (random, step) => {
    step.member.plan = nextProgram(step.dice, step.member);
    return fleetUp(random, step);
  },
  "program back": (_, { member }) => {
    member.plan = member.applied ?? member.plan;
    return "as it was applied";
  },
  "by hand": byHand,
  "failing up": failingUp,
  record: spoilRecord,
  environment: (random, { dice }) => {
    random.environment = dice.pick(ENVIRONMENTS);
    return JSON.stringify(random.environment);
  },
  "environment back": (random) => {
    random.environment = {};
    return "{}";
  },
};

/** Without limits: a preview that they refuse does not show all that differs. They are tested by themselves. */
const ENVIRONMENTS: readonly NodeJS.ProcessEnv[] = [
  { MSADS_ON_DELETE: "retain" },
  { MSADS_NAME_PREFIX: "env " },
  { MSADS_ADOPT: "equal" },
  { MSADS_EMPTY_ACCOUNT: "true" },
];

export async function fleetUp(random: RandomFleet, { member, dice }: Step): Promise<string> {
  random.settle();
  const { ok, steps, said } = await random.fleet.up(programOf(member), member.stack, {
    refresh: dice.chance(0.3),
  });
  member.applied = member.plan;
  member.recorded = ok ? random.print(member) : undefined;
  return `${steps.join(", ")}${ok ? "" : ` FAILED ${said}`}`;
}

async function failingUp(random: RandomFleet, step: Step): Promise<string> {
  const operation = step.dice.pick(["UpdateConversionGoals", "AddConversionGoals"] as const);
  const symbol = "CampaignServiceInvalidGoal";
  random.emulator.faults({ kind: "partial", operation, index: 0, code: 5300, symbol });
  try {
    return await fleetUp(random, step);
  } finally {
    random.emulator.clearFaults();
  }
}

async function byHand(random: RandomFleet, { member, dice }: Step): Promise<string> {
  random.settle();
  const what = dice.pick(["up", "another program", "refresh", "destroy"] as const);
  const other = { ...member, plan: nextProgram(dice, member) };
  const run = (stack: Stack) => {
    if (what === "refresh") return stack.refresh();
    if (what === "destroy") return stack.destroy();
    return stack.up(programOf(what === "up" ? member : other));
  };
  const { steps, said } = await random.fleet.byHand(run, member.stack);
  member.recorded = undefined;
  return `${what}: ${steps.join(", ")} ${said}`;
}

function edited(
  { emulator, members, fleet }: RandomFleet,
  { dice }: Step,
  any: typeof anyEdit | typeof anyDeletion,
): string {
  const programs = members.map(({ stack, plan, applied }) => ({
    ...{ plan, before: applied ?? plan },
    stack: fleet.stack(stack),
  }));
  const change = any(dice, { emulator, programs, isRunning: false });
  if (change === undefined) return "nothing";
  if (change.what === "delete tag") emulator.deleteTag(change.tag);
  else emulator.editGoal(change.goal.id, change.edit);
  return JSON.stringify(
    change.what === "delete tag" ? change : [change.goal.id, change.goal.fields.Name, change.edit],
  );
}

function editTag({ emulator }: RandomFleet, { dice }: Step): string {
  const tags = emulator.store.tags.filter(({ deleted }) => !deleted);
  if (tags.length === 0) return "nothing";
  const { id } = dice.pick(tags);
  const edit = dice.pick([
    { Name: `renamed ${dice.whole(1, 9)}` },
    { Description: `about ${dice.whole(1, 9)}` },
    { Description: null },
    { Industry: "Retail" },
  ]);
  emulator.editTag(id, edit);
  return `${id} ${JSON.stringify(edit)}`;
}

async function goalByHand({ emulator, outside }: RandomFleet, { member, dice }: Step): Promise<string> {
  const { customerId, accountId } = member;
  const name = `By hand ${dice.whole(1, 1_000_000)}`;
  const config = { "msads:customerId": customerId, "msads:accountId": accountId };
  const { said } = await new Stack(emulator, config, {}, ...outside).up({ made: offlineGoal(name) });
  return `${name} ${said}`;
}

function spoilRecord({ fleet, members }: RandomFleet, { member, dice }: Step): string {
  const fileOf = (stack: string) => join(fleet.record, `${stack}.json`);
  const file = fileOf(member.stack);
  if (!existsSync(file)) return "there is none";
  const what = dice.pick(["lost", "cut", "of another stack"] as const);
  const other = members.find(({ stack }) => stack !== member.stack && existsSync(fileOf(stack)));
  if (what === "of another stack" && other !== undefined) copyFileSync(fileOf(other.stack), file);
  else if (what === "cut") writeFileSync(file, readFileSync(file).subarray(0, dice.whole(0, 200)));
  else rmSync(file);
  member.recorded = undefined;
  return what;
}
