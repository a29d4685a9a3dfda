import { type Answered, answering, type Conversation, callerIds, Undeserializable } from "../http/answering";
import type { EmulatorServer } from "../http/emulatorServer";
import type { Root, Version } from "../schema/model";
import { readBody } from "./body";
import { BadMessage, type Envelope, parseEnvelope } from "./parse";
import {
  type Speaking,
  sayPlanned,
  sayRefusal,
  sayResponse,
  sayWrongAction,
  xmlAnswer,
  xmlContent,
} from "./speaker";

export interface SoapRequest {
  readonly version: Version;
  /** Of the service that it was sent to. */
  readonly root: Root;
  readonly bytes: Buffer;
  /** The SOAPAction header as it came. */
  readonly action: string | undefined;
}

/** Answers one SOAP call. */
export async function answerSoap(
  server: EmulatorServer,
  request: SoapRequest,
  trackingId: string,
): Promise<Answered> {
  const { version, root } = request;
  const call: Speaking = { server, version, root, trackingId };
  let envelope: Envelope;
  try {
    const skipsDoctype = !server.context.holds("call.dtd");
    envelope = parseEnvelope(server.tools.xml, request.bytes, { version, root, skipsDoctype });
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    return sayBadMessage(call, error);
  }
  try {
    const talk = conversation(call, request, envelope);
    const answered = await answering(server, talk);
    return { ...answered, report: { ...callerIds(envelope), ...answered.report } };
  } finally {
    envelope.document.dispose();
  }
}

function sayBadMessage(call: Speaking, { rule }: BadMessage): Answered {
  const isBare = rule !== "call.malformed" || call.server.context.holds(rule);
  return isBare
    ? { ending: xmlAnswer(400, ""), report: { outcome: "refused", refusedBy: [rule] } }
    : {
        ending: sayRefusal(call, new Undeserializable(rule, "it is no SOAP message")),
        report: { outcome: "fault" },
      };
}

function conversation(call: Speaking, request: SoapRequest, envelope: Envelope): Conversation {
  const { server, version } = call;
  const { headers, operation } = envelope;
  const action = (request.action ?? "").trim().replace(/^"(.*)"$/, "$1");
  const misnamed = () => action !== operation && server.context.holds("call.action");
  return {
    transport: "soap",
    version,
    headers,
    operation,
    contentType: xmlContent,
    tokenFirst: !server.context.holds("call.schema-first"),
    misdirected: () =>
      operation !== undefined && !misnamed()
        ? undefined
        : { ending: sayWrongAction(call, action), report: { outcome: "fault", refusedBy: ["call.action"] } },
    read: (known) => readBody(server, envelope, known, version),
    sayResponse: (known, valid, shown) => sayResponse(call, known, valid, shown),
    sayRefusal: (error) => sayRefusal(call, error),
    sayPlanned: (fault) => sayPlanned(call, fault),
  };
}
