import type { Answered } from "./answering";
import { BadBody } from "./body";
import type { Call } from "./calls";
import type { EmulatorServer } from "./emulatorServer";
import type { Ending } from "./ending";

/** Answers one call over HTTP and keeps a line of it in the log. A body that cannot be taken is answered with its bare status. */
export async function logged(
  server: EmulatorServer,
  call: Pick<Call, "transport" | "version" | "bytes"> & { readonly contentType: string },
  answer: (trackingId: string) => Promise<Answered>,
): Promise<Ending> {
  const { contentType, ...facts } = call;
  const startedAt = Date.now();
  const trackingId = server.newTrackingId();
  const { ending, report } = await answered(answer(trackingId), contentType);
  server.context.store.save();
  server.calls.add({
    startedAt,
    endedAt: Date.now(),
    time: new Date(server.context.store.now()).toISOString(),
    items: 0,
    sent: [],
    ids: [],
    codes: [],
    refusedBy: [],
    status: ending.kind === "answer" ? ending.status : 0,
    trackingId,
    ...facts,
    ...report,
  });
  return ending;
}

async function answered(answer: Promise<Answered>, contentType: string): Promise<Answered> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BadBody) return bare(error.status, contentType);
    throw error;
  }
}

/** An answer without content, for what is no call of the service. */
export function bare(status: number, contentType: string): Answered {
  return { ending: { kind: "answer", status, body: "", contentType }, report: { outcome: "refused" } };
}
