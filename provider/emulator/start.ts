import { type AdminVerbs, adminVerbs } from "./admin/verbs";
import { type Binding, hostOf } from "./http/binding";
import { type Call, CallLog } from "./http/calls";
import { FaultPlan } from "./http/plannedFaults";
import { startServer } from "./http/server";
import { newGuid } from "./http/trackingId";
import { Observed } from "./observed/observed";
import type { ObservedFile } from "./observed/observedFile";
import { contextOf } from "./operations/context";
import { xmlTools } from "./schema/validator";
import { tokenPath } from "./signIn/routes";
import { type SignInCall, SignIns } from "./signIn/signIns";
import { Store } from "./store/store";

export interface EmulatorOptions extends Binding {
  /** TCP port; 0, the default, takes any free one. */
  readonly port?: number;
  /** A file that keeps the store between runs; default: memory only. */
  readonly data?: string;
  /** Milliseconds since 1970; default the machine's clock. */
  readonly clock?: () => number;
  /** Milliseconds that every call takes longer; default 0. */
  readonly latencyMs?: number;
  /** What was seen of the service itself: rules follow it. Default: only the table of rules counts. */
  readonly observed?: ObservedFile;
  /** 0 (included) to 1; default Math.random. */
  readonly random?: () => number;
  /** Gets each call of the service as it is answered. */
  readonly onCall?: (call: Call) => void;
  /** Gets complaints about the emulator itself; default: stderr. */
  readonly complain?: (text: string) => void;
}

/** Where an emulator is found; all of them URLs. */
export interface EmulatorAddresses {
  readonly url: string;
  /** Base of `/Api/Advertiser/CampaignManagement/v13/CampaignManagementService.svc`. */
  readonly soap: string;
  /** Base of `/CampaignManagement/v13`. */
  readonly rest: string;
  readonly token: string;
  /** Base of `/action/0`, where tags send their data, and of `/bat.js`, their script. */
  readonly collector: string;
  readonly admin: string;
}

/** A running stand-in for the Campaign Management service. */
export interface Emulator extends EmulatorAddresses, AdminVerbs {
  /** What the service knows, for reading. */
  readonly store: Store;
  /** What its rules follow beside their table. */
  readonly observed: Observed;
  /** The calls so far, oldest first; at most the last 10,000. */
  calls(): readonly Call[];
  /** The requests to the token endpoint so far, oldest first. */
  signIns(): readonly SignInCall[];
  close(): Promise<void>;
}

/** Starts an emulator. Throws when the port is taken, the data file is unreadable, or other machines would reach it unasked. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = hostOf(options);
  const store = new Store(options.clock ?? Date.now, options.data);
  if (options.latencyMs !== undefined) store.change({ latencyMs: options.latencyMs });
  const closing = new AbortController();
  let url = "";
  const random = options.random ?? Math.random;
  const observed = new Observed(options.observed);
  const shared = {
    tools: await xmlTools(),
    context: contextOf(store, () => addressesOf(url).collector, observed),
    calls: new CallLog(options.onCall),
    plan: new FaultPlan(),
    signIns: new SignIns(),
    newTrackingId: () => newGuid(random),
    closing: closing.signal,
    complain: options.complain ?? ((text: string) => void process.stderr.write(`${text}\n`)),
  };
  const verbs = adminVerbs(shared);
  const server = await startServer(shared, verbs, { port: options.port ?? 0, host });
  url = server.url;
  return {
    ...addressesOf(url),
    ...verbs,
    store,
    observed,
    calls: () => shared.calls.all(),
    signIns: () => shared.signIns.calls(),
    close: async () => {
      closing.abort();
      await server.close();
      store.save();
    },
  };
}

function addressesOf(url: string): EmulatorAddresses {
  return {
    url,
    soap: url,
    rest: url,
    token: url + tokenPath,
    collector: `${url}/collector`,
    admin: `${url}/admin`,
  };
}
