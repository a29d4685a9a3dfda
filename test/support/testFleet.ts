import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../provider/emulator";
import { type FleetView, prepared } from "../../provider/fleet/check/prepare";
import { type SweepRuntime, type Swept, sweep } from "../../provider/fleet/check/sweep";
import type { FleetAccount } from "../../provider/fleet/fleet";
import { takeRecord } from "../../provider/fleet/record/takeRecord";
import { encoded, SIGNATURE } from "../../provider/native/values";
import { leapingClock } from "./e2eClock";
import { type Entry, NO_LOGIN, type Program, type Report, type RunOptions, Stack } from "./e2eStack";
import type { Values } from "./e2eWire";
import { tokenOf, urnFor } from "./nativeProvider";

const CLASSES = {
  goal: "ConversionGoal",
  tag: "UetTag",
  library: "ConversionGoalLibrary",
  settings: "AccountConversionSettings",
  campaign: "CampaignConversionGoals",
} as const;

/** Under which URN a stack's state has a resource. */
export function urnIn({ host }: Pick<Stack, "host">, { kind, inputs }: Entry): string {
  const token = host === "native" ? tokenOf(kind, inputs) : `pulumi-nodejs:dynamic/msads:${CLASSES[kind]}`;
  return urnFor(token, inputs);
}

/** A stack's state as `pulumi stack export` prints it. */
export function exportedState(stack: Stack): string {
  const resource = (entry: Entry, more: object = {}) => {
    const { id, inputs, outputs, ignored } = entry;
    const urn = urnIn(stack, entry);
    return {
      urn,
      custom: true,
      id,
      type: urn.split("::")[2]?.split("$").at(-1),
      inputs: encrypted(inputs, stack),
      outputs: encrypted(outputs, stack),
      ignoreChanges: ignored ?? [],
      ...more,
    };
  };
  const resources = [
    ...[...stack.state.values()].map((entry) => resource(entry)),
    ...stack.condemned.map(({ entry }) => resource(entry, { delete: true })),
  ];
  return JSON.stringify({ version: 3, deployment: { resources } });
}

/** The classes hide in inputs and outputs what the plugin gets from the engine. */
function encrypted(props: Values, { host }: Stack): Values {
  const { __msads: hidden, __provider, ...values } = props;
  const { secret = [] } = (hidden ?? {}) as { readonly secret?: readonly string[] };
  const own = host === "native" ? {} : { __provider, __msads: hidden };
  return withCiphers({ ...encoded({ values, secret }), ...own }) as Values;
}

function withCiphers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withCiphers);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return { [SIGNATURE]: value[SIGNATURE], ciphertext: "v1:c2VjcmV0" };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withCiphers(each)]));
}

interface Member {
  readonly account: FleetAccount;
  readonly stack: Stack;
  /** How often Pulumi has written its state. */
  runs: number;
}

/** How a fleet in this process reaches the service, and how many times less its waits take. */
export interface FleetOutside {
  readonly fetch?: typeof fetch;
  readonly speed?: number;
}

/** A fleet whose stacks are run in this process; what a program is, is told by a word. */
export class TestFleet {
  readonly record = mkdtempSync(join(tmpdir(), "msads-fleet-"));
  /** What the files of the program would hash to. */
  program = "first";
  readonly #environment: NodeJS.ProcessEnv = {};
  readonly #members = new Map<string, Member>();
  readonly #outside: FleetOutside;

  constructor(
    emulator: Emulator,
    host: Stack["host"] = "dynamic",
    accounts: readonly (Pick<FleetAccount, "stack" | "customerId" | "accountId"> &
      Partial<Pick<FleetAccount, "config">>)[] = [{ stack: "acme", customerId: "111", accountId: "222" }],
    config: Readonly<Record<string, string>> = {},
    outside: FleetOutside = {},
  ) {
    this.#outside = outside;
    const { speed, ...network } = outside;
    for (const each of accounts) {
      const ids = { "msads:customerId": each.customerId, "msads:accountId": each.accountId };
      const place = { "msads:environment": "emulator", "msads:endpoint": emulator.soap };
      const account = { ...each, config: { ...place, ...config, ...each.config, ...ids } };
      const stack = new Stack(emulator, account.config, this.#environment, speed, network);
      stack.host = host;
      this.#members.set(each.stack, { account, stack, runs: 0 });
    }
  }

  /** What every process is given. */
  set environment(values: NodeJS.ProcessEnv) {
    for (const name of Object.keys(this.#environment)) delete this.#environment[name];
    Object.assign(this.#environment, values);
  }

  stack(name = "acme"): Stack {
    return this.#member(name).stack;
  }

  /** As `msads fleet up` runs it. */
  async up(program: Program, name = "acme", options: RunOptions = {}): Promise<Report> {
    const { account, stack } = this.#member(name);
    const [one] = prepared(this.#view(), [account]);
    const report = await this.byHand(() => stack.up(program, options), name);
    if (!report.ok || one === undefined) return report;
    const {
      fingerprint,
      settings: { environment },
    } = one;
    const { stack: called, customerId, accountId } = account;
    const { runs } = this.#member(name);
    await takeRecord(
      { folder: this.record, stack: called, customerId, accountId, environment, fingerprint },
      {
        checkpoints: async () => () => String(runs),
        exported: async () => exportedState(stack),
        now: () => new Date(0),
        endedAt: new Date(0),
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

  /** What `pulumi preview` says, which leaves everything as it is. */
  preview(program: Program, name = "acme", options: RunOptions = {}): Promise<Report> {
    return this.stack(name).copy().preview(program, options);
  }

  check(more: Partial<SweepRuntime> = {}): Promise<Swept> {
    const accounts = [...this.#members.values()].map(({ account }) => account);
    const { fetch, speed = 10 } = this.#outside;
    return sweep(prepared(this.#view(), accounts), {
      environment: { ...NO_LOGIN, ...this.#environment },
      clock: leapingClock(speed),
      notify: () => {},
      concurrency: 4,
      done: () => {},
      ...(fetch === undefined ? {} : { fetch }),
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
      project: {
        name: "chaos",
        config: {},
        backend: undefined,
        stackConfigDir: "program",
        main: undefined,
        parts: [],
      },
      print: { program: this.program, packages: "", variables: "" },
      obstacle: undefined,
      logs: [],
      checkpoints: (stack) => (this.#member(stack).runs === 0 ? undefined : String(this.#member(stack).runs)),
      stackSettings: () => ({ values: {}, secure: {}, imports: [] }),
      environment: { ...NO_LOGIN, ...this.#environment },
      warn: () => {},
    };
  }

  #member(name: string): Member {
    const member = this.#members.get(name);
    if (member === undefined) throw new Error(`the fleet has no ${name}`);
    return member;
  }
}
