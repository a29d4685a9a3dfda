import { sleep } from "../../provider/account/clock";
import type { Emulator } from "../../provider/emulator";
import { restPaths } from "../../provider/emulator/rest/paths";
import { operationNames } from "../../provider/emulator/schema/operations";
import { createAutoCampaignManagement, type Retirement } from "../../provider/service/autoTransport";
import type { AccountRef, CampaignManagement } from "../../provider/service/campaignManagement";
import { createRestCampaignManagement } from "../../provider/service/rest/client";
import { createSoapCampaignManagement } from "../../provider/service/soap/client";
import type { Operation } from "../../provider/service/wire/operations";
import { withRetry } from "../../provider/service/withRetry";
import type { Notice } from "../../provider/session/notices";
import { type Session, type SessionRuntime, Sessions } from "../../provider/session/session";
import { type Entry, type Report, Stack } from "../support/e2eStack";
import { patienceIn } from "../support/patience";
import { type Sent, sentItems } from "./runLimit";
import { holdsSecret } from "./secretValues";
import type { Sky } from "./sky";
import { Mortal, never, type SharedTime } from "./time";
import type { OperationName, Wire } from "./wireFaults";

/** What all processes of a seed share. */
export interface Universe {
  readonly emulator: Emulator;
  readonly wire: Wire;
  readonly sky: Sky;
  readonly time: SharedTime;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly transport: "soap" | "rest" | "auto";
  readonly host: ChaosStack["host"];
  /** What went against the rules of good conduct, in words. */
  readonly offences: string[];
  /** Planned faults that no call has met yet. */
  readonly pending: () => number;
}

/** How a process ends before its time. */
export interface Fate {
  readonly diesAt?: number;
  readonly onStep?: (step: number) => void;
}

const OPERATIONS: Readonly<Record<keyof CampaignManagement, Operation>> = {
  addUetTags: "AddUetTags",
  updateUetTags: "UpdateUetTags",
  getUetTags: "GetUetTagsByIds",
  addConversionGoals: "AddConversionGoals",
  updateConversionGoals: "UpdateConversionGoals",
  getConversionGoals: "GetConversionGoalsByIds",
  getAccountProperties: "GetAccountProperties",
  setAccountProperties: "SetAccountProperties",
  getCampaigns: "GetCampaignsByIds",
  addCampaignConversionGoals: "AddCampaignConversionGoals",
  deleteCampaignConversionGoals: "DeleteCampaignConversionGoals",
  getOfflineConversionReport: "GetOfflineConversionReportByGoalIds",
};

/** A stack of a seed: each run is a process of its own, that may die, over wires that may break, in time that is not real. */
export class ChaosStack extends Stack {
  /** The process of the present run. */
  process: Mortal;
  /** All that it said, the debug log included. */
  readonly heard: string[] = [];
  /** All that it asked to be written. */
  readonly sent: Sent[] = [];
  /** Its state is older than the account: live values that are secret it cannot know of. */
  isBlind = false;
  /** What the environment of its process says beside. */
  variables: NodeJS.ProcessEnv = {};
  #atDeath: ReadonlyMap<string, Entry> | undefined;

  constructor(
    private readonly universe: Universe,
    config: Readonly<Record<string, string>>,
    fate: Fate = {},
    saved: ReadonlyMap<string, Entry> = new Map(),
    condemned: ChaosStack["condemned"] = [],
  ) {
    super(universe.emulator, config);
    this.host = universe.host;
    for (const [name, entry] of saved) this.state.set(name, entry);
    this.condemned.push(...condemned);
    this.process = new Mortal(universe.time, fate.diesAt, fate.onStep);
    this.process.onDeath = () => {
      this.#atDeath = new Map(this.state);
    };
  }

  /** What a process that died has saved: nothing that came after counts. */
  get saved(): { readonly state: ReadonlyMap<string, Entry>; readonly condemned: ChaosStack["condemned"] } {
    const state = this.#atDeath ?? new Map(this.state);
    // A thing that was replaced is condemned in the same breath in which its successor is saved.
    const condemned = this.condemned.filter(({ name, entry }) => state.get(name) !== entry);
    return { state, condemned };
  }

  override preview(...run: Parameters<Stack["preview"]>): Promise<Report> {
    return this.#listened(super.preview(...run));
  }

  override up(...run: Parameters<Stack["up"]>): Promise<Report> {
    return this.#listened(super.up(...run));
  }

  override destroy(...run: Parameters<Stack["destroy"]>): Promise<Report> {
    return this.#listened(super.destroy(...run));
  }

  /** Errors are said as well. */
  async #listened(running: Promise<Report>): Promise<Report> {
    const report = await running;
    for (const { resource, message, stack = "" } of report.errors)
      this.#hear(`${resource}: ${message}\n${stack}`);
    for (const { resource, property, reason } of report.failures)
      this.#hear(`${resource}: ${property}: ${reason}`);
    return report;
  }

  #hear(message: string): void {
    this.heard.push(message);
    if (!this.isBlind && holdsSecret(message)) this.universe.offences.push(`a secret is printed: ${message}`);
  }

  override openSessions(notify: (notice: Notice) => void): Sessions {
    const { process, universe } = this;
    // The engine takes its time between two calls, and each of them may be the last.
    const pace = universe.random() * 20;
    const ready = async (session: Promise<Session>) => {
      if (!process.step()) return never<Session>();
      await sleep(process, universe.random() * pace);
      return session;
    };
    return new (class extends Sessions {
      override ready(): Promise<Session> {
        return ready(super.ready());
      }
    })({
      environment: { MSADS_EMPTY_ACCOUNT: "true", ...this.variables },
      clock: process,
      notify: (notice) => {
        if (!process.isDead) this.#hear(notice.message);
        notify(notice);
      },
      connect: connectIn(universe, process, this.sent),
      // A turn of the machine lets virtual time pass.
      turn: async () => {},
    });
  }
}

/** As the provider connects, with the wires of this seed. */
function connectIn(universe: Universe, process: Mortal, sent: Sent[]): SessionRuntime["connect"] {
  const time = { clock: () => process.now(), sleep: (ms: number) => sleep(process, ms) };
  return (settings, { notify }) => {
    const retirement = { retired: false };
    let warnings = 0;
    const warn = (message: string) => {
      warnings += 1;
      if (warnings > 1) universe.offences.push("a second warning of the end of SOAP in a process");
      notify({ severity: "warning", message });
    };
    const { random } = universe;
    const { apiVersion: version, maxWaitMs } = settings;
    const tell = (message: string) => notify({ severity: "info", message, ephemeral: true });
    // All accounts of a seed belong to one customer.
    const patience = patienceIn(time, { random, maxWaitMs, tell, renew: async () => {} });
    const port = (account: AccountRef) => {
      const bare = portOf(universe, process, account, { version, retirement, warn });
      return withRetry(watched(bare, universe, process, { writes: 0, sent }), patience);
    };
    return { port };
  };
}

interface Dialect {
  readonly version: 12 | 13;
  readonly retirement: Retirement;
  readonly warn: (message: string) => void;
}

function portOf(
  universe: Universe,
  process: Mortal,
  account: AccountRef,
  { version, retirement, warn }: Dialect,
): CampaignManagement {
  const credentials = async () => ({
    accessToken: "emulator-access-token",
    developerToken: "emulator",
    identityProvider: "microsoft" as const,
  });
  const options = {
    endpoint: universe.emulator.url,
    account,
    credentials,
    fetch: fetchIn(universe, process),
  };
  const soap = () => createSoapCampaignManagement({ ...options, version });
  const rest = () => createRestCampaignManagement(options);
  if (universe.transport === "soap" || version === 12) return soap();
  if (universe.transport === "rest") return rest();
  return createAutoCampaignManagement({ soap: soap(), rest: rest(), retirement, ownHost: true, warn });
}

/** Calls take time on their way there and back, and the process may die on either. */
function fetchIn({ wire, time, random }: Universe, process: Mortal): typeof fetch {
  const away = async (ms: number) => {
    time.working -= 1;
    await sleep(process, ms);
    time.working += 1;
  };
  const alive = async () => {
    if (process.step()) return;
    time.working -= 1;
    await never();
  };
  return async (input, init) => {
    await away(random() * 150);
    await alive();
    try {
      return await wire.send(operationOf(String(input), init), input, init, away);
    } finally {
      await away(random() * 150);
      await alive();
    }
  };
}

const REST: ReadonlyMap<string, OperationName> = new Map(
  operationNames.map((name) => {
    const { method, path } = restPaths[name];
    return [`${method} ${path.slice(1)}`, name];
  }),
);

function operationOf(url: string, init: RequestInit | undefined): OperationName {
  const action = new Headers(init?.headers).get("soapaction")?.replaceAll('"', "");
  const found = action ?? REST.get(`${init?.method} ${url.split("/v13/")[1]}`);
  if (found === undefined) throw new Error(`no operation: ${url}`);
  return found as OperationName;
}

/** Counts what is under way, and notes what a good client never does. */
function watched(
  port: CampaignManagement,
  { time, offences }: Universe,
  process: Mortal,
  inFlight: { writes: number; readonly sent: Sent[] },
): CampaignManagement {
  const watch = <A, T>(method: keyof CampaignManagement, call: (argument: A) => Promise<T>) => {
    const isWrite = !method.startsWith("get");
    return async (argument: A): Promise<T> => {
      if (process.isDead) return never<T>();
      const size = Array.isArray(argument) ? argument.length : idsIn(argument);
      if (isWrite) inFlight.sent.push(...sentItems(method, argument));
      if (size > 100) offences.push(`${OPERATIONS[method]} of ${size} items`);
      if (isWrite && inFlight.writes > 0)
        offences.push(`${OPERATIONS[method]} while another write was under way`);
      inFlight.writes += isWrite ? 1 : 0;
      time.working += 1;
      try {
        return await call(argument);
      } finally {
        time.working -= 1;
        inFlight.writes -= isWrite ? 1 : 0;
      }
    };
  };
  return {
    addUetTags: watch("addUetTags", (tags) => port.addUetTags(tags)),
    updateUetTags: watch("updateUetTags", (tags) => port.updateUetTags(tags)),
    getUetTags: watch("getUetTags", (which) => port.getUetTags(which)),
    addConversionGoals: watch("addConversionGoals", (goals) => port.addConversionGoals(goals)),
    updateConversionGoals: watch("updateConversionGoals", (goals) => port.updateConversionGoals(goals)),
    getConversionGoals: watch("getConversionGoals", (which) => port.getConversionGoals(which)),
    getAccountProperties: watch("getAccountProperties", (names) => port.getAccountProperties(names)),
    setAccountProperties: watch("setAccountProperties", (properties) =>
      port.setAccountProperties(properties),
    ),
    getCampaigns: watch("getCampaigns", (ids) => port.getCampaigns(ids)),
    addCampaignConversionGoals: watch("addCampaignConversionGoals", (links) =>
      port.addCampaignConversionGoals(links),
    ),
    deleteCampaignConversionGoals: watch("deleteCampaignConversionGoals", (links) =>
      port.deleteCampaignConversionGoals(links),
    ),
    getOfflineConversionReport: watch("getOfflineConversionReport", (which) =>
      port.getOfflineConversionReport(which),
    ),
  };
}

function idsIn(which: unknown): number {
  const { ids } = which as { readonly ids?: readonly string[] };
  return ids?.length ?? 0;
}
