import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../provider/emulator";
import { type FleetView, prepared } from "../../provider/fleet/check/prepare";
import { type SweepRuntime, type Swept, sweep } from "../../provider/fleet/check/sweep";
import type { FleetAccount } from "../../provider/fleet/fleet";
import { takeRecord } from "../../provider/fleet/record/takeRecord";
import { leapingClock } from "./e2eClock";
import { type Entry, NO_LOGIN, type Program, type Report, Stack } from "./e2eStack";
import { tokenOf } from "./nativeProvider";

const CLASSES = {
  goal: "ConversionGoal",
  tag: "UetTag",
  library: "ConversionGoalLibrary",
  settings: "AccountConversionSettings",
  campaign: "CampaignConversionGoals",
} as const;

/** A stack's state as `pulumi stack export` prints it. */
export function exportedState({ host, state, condemned }: Stack): string {
  const resource = (name: string, { kind, id, inputs, outputs, ignored }: Entry, more: object = {}) => {
    const type = host === "native" ? tokenOf(kind, inputs) : `pulumi-nodejs:dynamic/msads:${CLASSES[kind]}`;
    const ignoreChanges = host === "native" ? { ignoreChanges: ignored ?? [] } : {};
    return {
      urn: `urn:pulumi:test::chaos::${type}::${name}`,
      custom: true,
      id,
      type,
      inputs,
      outputs,
      ...ignoreChanges,
      ...more,
    };
  };
  const resources = [
    ...[...state].map(([name, entry]) => resource(name, entry)),
    ...condemned.map(({ name, entry }) => resource(name, entry, { delete: true })),
  ];
  return JSON.stringify({ version: 3, deployment: { resources } });
}

interface Member {
  readonly account: FleetAccount;
  readonly stack: Stack;
  /** How often Pulumi has written its state. */
  runs: number;
}

/** A fleet whose stacks are run in this process; what a program is, is told by a word. */
export class TestFleet {
  readonly record = mkdtempSync(join(tmpdir(), "msads-fleet-"));
  /** What the files of the program would hash to. */
  program = "first";
  environment: NodeJS.ProcessEnv = {};
  readonly #members = new Map<string, Member>();

  constructor(
    emulator: Emulator,
    host: Stack["host"] = "dynamic",
    accounts: readonly Pick<FleetAccount, "stack" | "customerId" | "accountId">[] = [
      { stack: "acme", customerId: "111", accountId: "222" },
    ],
    config: Readonly<Record<string, string>> = {},
  ) {
    for (const each of accounts) {
      const ids = { "msads:customerId": each.customerId, "msads:accountId": each.accountId };
      const account = {
        ...each,
        config: { "msads:environment": "emulator", "msads:endpoint": emulator.soap, ...config, ...ids },
      };
      const stack = new Stack(emulator, account.config);
      stack.host = host;
      this.#members.set(each.stack, { account, stack, runs: 0 });
    }
  }

  stack(name = "acme"): Stack {
    return this.#member(name).stack;
  }

  /** As `msads fleet up` runs it. */
  async up(program: Program, name = "acme"): Promise<Report> {
    const report = await this.byHand((stack) => stack.up(program), name);
    const { account, stack, runs } = this.#member(name);
    const [one] = prepared(this.#view(), [account]);
    if (!report.ok || one === undefined) return report;
    const {
      fingerprint,
      settings: { environment },
    } = one;
    const { stack: called, customerId, accountId } = account;
    await takeRecord(
      { folder: this.record, stack: called, customerId, accountId, environment, fingerprint },
      {
        checkpoints: async () => () => String(runs),
        exported: async () => exportedState(stack),
        now: () => new Date(0),
      },
    );
    return report;
  }

  /** As somebody runs Pulumi without the fleet's knowledge. */
  async byHand(run: (stack: Stack) => Promise<Report>, name = "acme"): Promise<Report> {
    const member = this.#member(name);
    const report = await run(member.stack);
    member.runs += 1;
    return report;
  }

  check(more: Partial<SweepRuntime> = {}): Promise<Swept> {
    const accounts = [...this.#members.values()].map(({ account }) => account);
    return sweep(prepared(this.#view(), accounts), {
      environment: { ...NO_LOGIN, ...this.environment },
      clock: leapingClock(10),
      notify: () => {},
      concurrency: 4,
      done: () => {},
      ...more,
    });
  }

  #view(): FleetView {
    const fleet = {
      file: "fleet.yaml",
      program: "program",
      record: this.record,
      backend: undefined,
      sources: [],
      accounts: [],
    };
    return {
      fleet,
      project: { name: "chaos", config: {}, backend: undefined, stackConfigDir: "program" },
      print: { program: this.program, packages: "" },
      checkpoints: (stack) => (this.#member(stack).runs === 0 ? undefined : String(this.#member(stack).runs)),
      stackSettings: () => ({ values: {}, secure: {} }),
      environment: { ...NO_LOGIN, ...this.environment },
      warn: () => {},
    };
  }

  #member(name: string): Member {
    const member = this.#members.get(name);
    if (member === undefined) throw new Error(`the fleet has no ${name}`);
    return member;
  }
}
