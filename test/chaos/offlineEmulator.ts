import { adminVerbs } from "../../provider/emulator/admin/verbs";
import type { Answered } from "../../provider/emulator/http/answering";
import { type Call, CallLog } from "../../provider/emulator/http/calls";
import type { EmulatorServer } from "../../provider/emulator/http/emulatorServer";
import type { Ending } from "../../provider/emulator/http/ending";
import { FaultPlan } from "../../provider/emulator/http/plannedFaults";
import { newGuid } from "../../provider/emulator/http/trackingId";
import type { Emulator } from "../../provider/emulator/index";
import { contextOf } from "../../provider/emulator/operations/context";
import { answerRest } from "../../provider/emulator/rest/call";
import { restPathOf } from "../../provider/emulator/rest/paths";
import type { Version } from "../../provider/emulator/schema/model";
import { type OperationName, operationNames } from "../../provider/emulator/schema/operations";
import { xmlTools } from "../../provider/emulator/schema/validator";
import { SignIns } from "../../provider/emulator/signIn/signIns";
import { answerSoap } from "../../provider/emulator/soap/call";
import { Store } from "../../provider/emulator/store/store";
import type { Sky } from "./sky";

const URL_BASE = "http://127.0.0.1:1";

/** The emulator without sockets: what it answers over HTTP it answers to a fetch in the same process. */
export interface OfflineEmulator {
  readonly emulator: Emulator;
  readonly fetch: typeof fetch;
  /** Planned faults that no call has met yet. */
  readonly pending: () => number;
}

/** `random`: 0 (included) to 1; the same numbers give the same answers. `sky`: what befalls the service as a whole. */
export async function offlineEmulator(random: () => number, sky: Sky): Promise<OfflineEmulator> {
  const store = new Store(() => Date.UTC(2026, 0, 1));
  const server = {
    tools: await xmlTools(),
    context: contextOf(store),
    calls: new CallLog(),
    plan: new FaultPlan(),
    signIns: new SignIns(),
    newTrackingId: () => newGuid(random),
    closing: new AbortController().signal,
    complain: (text: string) => {
      throw new Error(text);
    },
  };
  const verbs = adminVerbs(server);
  const answer = async (request: Request): Promise<Ending> => {
    const trackingId = server.newTrackingId();
    const { transport, operation } = request;
    const end = transport === "soap" ? sky.endOfSoap(operation) : undefined;
    const answered =
      end?.isDone === false
        ? DROPPED
        : await answerOne(serverFor(server, sky, operation), request, trackingId);
    if (end !== undefined) verbs.settings({ retired: [request.version] });
    server.calls.add({
      ...lineOf(answered.ending, trackingId),
      transport,
      version: request.version,
      bytes: request.bytes.length,
      ...answered.report,
    });
    return end === undefined ? answered.ending : DROPPED.ending;
  };
  const emulator: Emulator = {
    ...{
      url: URL_BASE,
      soap: URL_BASE,
      rest: URL_BASE,
      token: URL_BASE,
      collector: URL_BASE,
      admin: URL_BASE,
    },
    ...verbs,
    store,
    observed: server.context.observed,
    calls: () => server.calls.all(),
    signIns: () => [],
    close: async () => {},
  };
  return { emulator, fetch: fetchOf(answer), pending: () => server.plan.pending().length };
}

const DROPPED: Answered = { ending: { kind: "drop" }, report: { outcome: "dropped" } };

/** One call as it comes in. */
interface Request {
  readonly transport: Call["transport"];
  readonly version: Version;
  readonly operation: OperationName | undefined;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

function answerOne(server: EmulatorServer, request: Request, trackingId: string): Promise<Answered> {
  const { transport, version, operation, headers, bytes } = request;
  if (transport === "soap" || operation === undefined) {
    const action = headers.get("soapaction") ?? undefined;
    return answerSoap(server, { version, root: "tns", bytes, action }, trackingId);
  }
  return answerRest(server, { operation, headers: callHeaders(headers), bytes }, trackingId);
}

/** The service as the sky lets this call see it: refusing it, or with a store of some time ago. */
function serverFor(server: EmulatorServer, sky: Sky, operation: OperationName | undefined): EmulatorServer {
  const says = sky.refusal(operation);
  if (says !== undefined) {
    const plan = new FaultPlan();
    plan.add(says === 429 ? { kind: "http", status: 429 } : { kind: "fault", code: says });
    return { ...server, plan };
  }
  const { store } = server.context;
  if (operation?.startsWith("Get") !== true) {
    sky.remember(store);
    return server;
  }
  const seen = sky.seen();
  return seen === undefined ? server : { ...server, context: contextOf(asItWas(store, seen)) };
}

/** A store with the goals, tags and campaigns of before. */
function asItWas(
  store: Store,
  { goals, tags, campaigns }: Pick<Store, "goals" | "tags" | "campaigns">,
): Store {
  const past = new Store(() => store.now());
  for (const customer of store.customers) past.putCustomer(customer);
  for (const account of store.accounts) past.putAccount(account);
  for (const tag of tags) past.putTag(tag);
  for (const goal of goals) past.putGoal(goal);
  for (const campaign of campaigns) past.putCampaign(campaign);
  past.change(store.settings);
  return past;
}

function fetchOf(answer: (request: Request) => Promise<Ending>): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const headers = new Headers(init?.headers);
    const named = operationNames.find((name) => {
      const { method, path } = restPathOf(name);
      return method === (init?.method ?? "GET") && url.pathname === path;
    });
    const action = headers.get("soapaction")?.replaceAll('"', "");
    const ending = await answer({
      transport: named === undefined ? "soap" : "rest",
      version: url.pathname.includes("/v12/") ? 12 : 13,
      operation: named ?? operationNames.find((name) => name === action),
      headers,
      bytes: Buffer.from(String(init?.body)),
    });
    if (ending.kind === "drop") throw broken();
    const { status } = ending;
    return new Response(ending.body, {
      status,
      headers: { ...ending.headers, "content-type": ending.contentType },
    });
  };
}

/** What fetch throws for a connection that is cut. */
export function broken(): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
}

function lineOf(
  ending: Ending,
  trackingId: string,
): Omit<Call, "n" | "transport" | "version" | "bytes" | "outcome"> {
  const status = ending.kind === "answer" ? ending.status : 0;
  const time = { startedAt: 0, endedAt: 0, time: "" };
  return { ...time, items: 0, sent: [], ids: [], codes: [], refusedBy: [], status, trackingId };
}

function callHeaders(headers: Headers): ReadonlyMap<string, string> {
  const named = [
    ["AuthenticationToken", headers.get("authorization")?.replace(/^Bearer\s+/i, "")],
    ["CustomerAccountId", headers.get("customeraccountid")],
    ["CustomerId", headers.get("customerid")],
    ["DeveloperToken", headers.get("developertoken")],
  ] as const;
  return new Map(
    named.flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, value] as const])),
  );
}
