import { rmSync } from "node:fs";
import { hashOf } from "../../../provider/fleet/record/fingerprint";
import type { Dice } from "../../chaos/dice";
import { wholeProgramOf, withCampaigns } from "../../chaos/neighbours";
import { offlineEmulator } from "../../chaos/offlineEmulator";
import { ACCOUNTS, type Handmade, type Plan, type PlanRules } from "../../chaos/plan";
import { Sky } from "../../chaos/sky";
import { firstPlan, nextPlan } from "../../chaos/versions";
import { offlineGoal } from "../../support/e2eGoals";
import { childOf, type Declared, type Program, Stack } from "../../support/e2eStack";
import { TestFleet } from "../../support/testFleet";

/** Waits take so many times less: nothing here is about time. */
const SPEED = 10_000;
const OTHER_CUSTOMER = { customerId: "555", accountId: "666" };

/** One account of a random fleet, and the program that runs for it. */
export interface Member {
  readonly stack: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly config: Readonly<Record<string, string>>;
  readonly rules: PlanRules;
  readonly dress: Dress;
  plan: Plan;
  /** What the last run was made with. */
  applied: Plan | undefined;
  /** The last run was the fleet's, went well, and its record is whole: with which program and environment. */
  recorded: string | undefined;
}

/** What a program has beside the plan of its goals, through all its versions. */
interface Dress {
  readonly secrets: boolean;
  /** Single goals are children of components, all under one name. */
  readonly children: boolean;
  readonly sharedWith: readonly string[] | undefined;
  /** A transform of the whole stack ignores these fields of every goal. */
  readonly policy: readonly string[];
}

/** A service with accounts of two customers, and a fleet of some of them. */
export class RandomFleet {
  environment: NodeJS.ProcessEnv = {};
  readonly #world: Awaited<ReturnType<typeof worldOf>>;

  private constructor(
    world: Awaited<ReturnType<typeof worldOf>>,
    readonly members: readonly Member[],
    readonly fleet: TestFleet,
  ) {
    this.#world = world;
  }

  static async of(dice: Dice): Promise<RandomFleet> {
    const world = await worldOf(dice);
    const host = dice.chance(0.4) ? "native" : "dynamic";
    const members = membersOf(dice, world);
    const fleet = new TestFleet(
      world.emulator,
      host,
      members,
      { "msads:transport": "rest" },
      { fetch: world.fetch, speed: SPEED },
    );
    return new RandomFleet(world, members, fleet);
  }

  /** How a stack of its own reaches the service. */
  get outside() {
    return [SPEED, { fetch: this.#world.fetch }] as const;
  }

  get emulator() {
    return this.#world.emulator;
  }

  close(): void {
    rmSync(this.fleet.record, { recursive: true, force: true });
  }

  /** What the program's files and the environment come to for an account. Its config goes before the environment. */
  print({ config }: Member): string {
    const without = ["MSADS_EMPTY_ACCOUNT", ...("msads:namePrefix" in config ? ["MSADS_NAME_PREFIX"] : [])];
    const environment = Object.entries(this.environment).filter(([name]) => !without.includes(name));
    return hashOf([this.members.map(programOf), environment]);
  }

  /** The fleet's next command finds this program and this environment. */
  settle(): void {
    this.fleet.program = hashOf(this.members.map(programOf));
    this.fleet.environment = this.environment;
  }
}

async function worldOf(dice: Dice) {
  const { emulator, fetch } = await offlineEmulator(dice.random, new Sky(() => 0));
  emulator.addCustomers(
    { id: "111", pilots: [574], accounts: ACCOUNTS.map((id) => ({ id })) },
    { id: OTHER_CUSTOMER.customerId, pilots: [574], accounts: [{ id: OTHER_CUSTOMER.accountId }] },
  );
  withCampaigns(emulator);
  const outsiders = Object.fromEntries(
    [0, 1].map((index) => [`o${index}`, offlineGoal(`Outsider ${index}`)]),
  );
  await new Stack(emulator, {}, {}, SPEED, { fetch }).up(outsiders);
  const handmade = emulator.store.goals.map(({ id, fields }) => ({ id, name: fields.Name ?? "" }));
  return { emulator, fetch, handmade };
}

function membersOf(
  dice: Dice,
  { emulator, handmade }: Pick<Awaited<ReturnType<typeof worldOf>>, "emulator" | "handmade">,
): readonly Member[] {
  const campaigns = emulator.store.campaigns.map(({ id }) => id);
  const [first, second] = ACCOUNTS;
  const places = [
    { stack: "A", customerId: "111", accountId: first },
    { stack: "B", customerId: "111", accountId: second },
    { stack: "C", ...OTHER_CUSTOMER },
  ];
  return places.slice(0, dice.pick([1, 1, 2, 3])).map((place) => {
    const rules: PlanRules = {
      stack: place.stack,
      version: 13,
      account: place.accountId,
      mayHaveShop: place.stack === "A",
      unlisted: dice.chance(0.15),
      many: 0,
      campaigns,
      handmade: place.stack === "A" ? [...handmade] : ([] as Handmade[]),
    };
    const config = dice.chance(0.2) ? { "msads:namePrefix": "dev " } : {};
    const dress = {
      secrets: dice.chance(0.15),
      children: dice.chance(0.25),
      policy: dice.chance(0.2) ? dice.pick([["status"], ["status", "countType"]]) : [],
      sharedWith: place.customerId === "111" && dice.chance(0.3) ? dice.pick([[], ["555"]]) : undefined,
    };
    const plan = atHome(firstPlan(dice, rules), rules);
    return { ...place, config, rules, dress, plan, applied: undefined, recorded: undefined };
  });
}

/** The other customer has one account only. */
function atHome(plan: Plan, { account }: PlanRules): Plan {
  if (account !== OTHER_CUSTOMER.accountId) return plan;
  const { libraryAccount: _, ...others } = plan;
  const slots = plan.slots.map(({ accountId: __, ...slot }) => slot);
  return { ...others, slots, gone: plan.gone.map(({ accountId: __, ...slot }) => slot) };
}

/** The program changes as people change programs. */
export function nextProgram(dice: Dice, { plan, rules }: Member): Plan {
  return atHome(nextPlan(dice, plan, rules), rules);
}

export function programOf({ plan, dress }: Pick<Member, "plan" | "dress">): Program {
  const whole = Object.entries(wholeProgramOf(plan));
  return Object.fromEntries(whole.map(([key, declared]) => [key, dressed(key, declared, dress)]));
}

function dressed(key: string, declared: Declared, dress: Dress): Declared {
  const { secrets, children, sharedWith, policy } = dress;
  const { secret: _, ...open } = declared;
  const seen = underPolicy(secrets ? declared : open, policy);
  if (seen.kind === "tag" && sharedWith !== undefined)
    return { ...seen, inputs: { ...seen.inputs, sharedWith } };
  return seen.kind === "goal" && children
    ? childOf(`urn:pulumi:test::chaos::my:Shop::${key}`, "goal", seen)
    : seen;
}

function underPolicy(declared: Declared, policy: readonly string[]): Declared {
  if (declared.kind !== "goal" && declared.kind !== "library") return declared;
  const paths = declared.kind === "goal" ? policy : policy.map((name) => `goals[*].${name}`);
  const isApp = String(declared.inputs.type).startsWith("App");
  const fit = paths.filter((path) => !(isApp && path === "countType"));
  return { ...declared, transformed: [...new Set([...(declared.transformed ?? []), ...fit])] };
}
