import { adminVerbs } from "../../provider/emulator/admin/verbs";
import { worldOf } from "../../provider/emulator/core/world";
import type { Answered } from "../../provider/emulator/http/answering";
import { type Call, CallLog } from "../../provider/emulator/http/calls";
import type { Ending } from "../../provider/emulator/http/ending";
import { FaultPlan } from "../../provider/emulator/http/plannedFaults";
import { newGuid } from "../../provider/emulator/http/trackingId";
import type { Emulator } from "../../provider/emulator/index";
import { answerRest } from "../../provider/emulator/rest/call";
import { restBase, restPaths } from "../../provider/emulator/rest/paths";
import { operationNames } from "../../provider/emulator/schema/operations";
import { xmlTools } from "../../provider/emulator/schema/validator";
import { SignIns } from "../../provider/emulator/signIn/signIns";
import { answerSoap } from "../../provider/emulator/soap/call";
import { Store } from "../../provider/emulator/store/store";

const URL_BASE = "http://127.0.0.1:1";

/** The emulator without sockets: what it answers over HTTP it answers to a fetch in the same process. */
export interface OfflineEmulator {
  readonly emulator: Emulator;
  readonly fetch: typeof fetch;
  /** Planned faults that no call has met yet. */
  readonly pending: () => number;
}

/** `random`: 0 (included) to 1; the same numbers give the same answers. */
export async function offlineEmulator(random: () => number): Promise<OfflineEmulator> {
  const store = new Store(() => Date.UTC(2026, 0, 1));
  const context = {
    tools: await xmlTools(),
    world: worldOf(store),
    calls: new CallLog(),
    plan: new FaultPlan(),
    signIns: new SignIns(),
    newTrackingId: () => newGuid(random),
    closing: new AbortController().signal,
    complain: (text: string) => {
      throw new Error(text);
    },
  };
  const answer = async (url: URL, method: string, headers: Headers, bytes: Buffer): Promise<Ending> => {
    const trackingId = context.newTrackingId();
    const rest = operationNames.find((name) => {
      const { method: wanted, path } = restPaths[name];
      return wanted === method && url.pathname === restBase + path;
    });
    const transport = rest === undefined ? "soap" : "rest";
    const answered: Answered =
      rest === undefined
        ? await answerSoap(
            context,
            { version: 13, bytes, action: headers.get("soapaction") ?? undefined },
            trackingId,
          )
        : await answerRest(context, { operation: rest, headers: callHeaders(headers), bytes }, trackingId);
    context.calls.add({
      ...lineOf(answered.ending, trackingId),
      transport,
      bytes: bytes.length,
      ...answered.report,
    });
    return answered.ending;
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
    ...adminVerbs(context),
    store,
    calls: () => context.calls.all(),
    signIns: () => [],
    close: async () => {},
  };
  return { emulator, fetch: fetchOf(answer), pending: () => context.plan.pending().length };
}

function fetchOf(
  answer: (url: URL, method: string, headers: Headers, bytes: Buffer) => Promise<Ending>,
): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? "GET";
    const ending = await answer(
      new URL(String(input)),
      method,
      new Headers(init?.headers),
      Buffer.from(String(init?.body)),
    );
    if (ending.kind === "drop") throw broken();
    const headers = { ...ending.headers, "content-type": ending.contentType };
    return new Response(ending.body, { status: ending.status, headers });
  };
}

/** What fetch throws for a connection that is cut. */
export function broken(): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
}

function lineOf(ending: Ending, trackingId: string): Omit<Call, "n" | "transport" | "bytes" | "outcome"> {
  const status = ending.kind === "answer" ? ending.status : 0;
  const time = { startedAt: 0, endedAt: 0, time: "" };
  return { ...time, version: 13, items: 0, sent: [], ids: [], codes: [], refusedBy: [], status, trackingId };
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
