import { Undeserializable } from "../http/answering";
import type { EmulatorServer } from "../http/emulatorServer";
import { type Ending, plannedProblem } from "../http/ending";
import type { PlannedFault } from "../http/plannedFaults";
import type { ServiceFault } from "../operations/faults";
import type { Problem } from "../rules";
import type { Root, Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { judgeOf } from "../schema/validator";
import type { Fields } from "../schema/values";
import { actionFault, adApiFault, apiFault, customerFault, deserializationFault } from "./faults";
import { ofSchema } from "./otherTypes";
import { envelope, writeResponse } from "./write";

/** One call that is being answered. */
export interface Speaking {
  readonly server: EmulatorServer;
  readonly version: Version;
  readonly root: Root;
  readonly trackingId: string;
}

export const xmlContent = "text/xml; charset=utf-8";

export function xmlAnswer(status: number, body: string): Ending {
  return { kind: "answer", status, body, contentType: xmlContent };
}

/** The answer for a call that went well; a response that its own schema refuses is a loud HTTP 500. */
export function sayResponse(call: Speaking, operation: OperationName, valid: Fields, shown: Fields): Ending {
  const body = writeResponse(operation, call.version, shown);
  const held = ofSchema(valid, call.version);
  const checked = held === shown ? body : writeResponse(operation, call.version, held);
  const complaint = judgeOf(call.server.tools, call.version, call.root).complaintOfText(checked);
  if (complaint === undefined) return xmlAnswer(200, enveloped(call, body));
  const text = `the emulator made an invalid ${operation} response: ${complaint}`;
  call.server.complain(text);
  return { kind: "answer", status: 500, body: text, contentType: "text/plain; charset=utf-8" };
}

/** The fault for a call that was refused as a whole. */
export function sayRefusal(call: Speaking, error: ServiceFault | Undeserializable): Ending {
  if (error instanceof Undeserializable) return sayFault(call, deserializationFault(error.message));
  return sayFault(call, faultOf(call, error.kind, error.problems));
}

export function sayWrongAction(call: Speaking, action: string): Ending {
  return sayFault(call, actionFault(action));
}

/** The fault that a test has ordered. */
export function sayPlanned(call: Speaking, plan: Extract<PlannedFault, { kind: "fault" }>): Ending {
  const problem = plannedProblem(plan);
  return sayFault(call, faultOf(call, problem.code < 1000 ? "adapi" : "api", [problem]), plan.http);
}

function faultOf(call: Speaking, kind: "adapi" | "api", problems: readonly Problem[]): string {
  const { version, root, trackingId } = call;
  if (kind === "adapi") return adApiFault(trackingId, problems);
  return root === "customer" ? customerFault(trackingId, problems) : apiFault(version, trackingId, problems);
}

function sayFault(call: Speaking, fault: string, status?: number): Ending {
  const usual = call.server.context.holds("call.fault-200") ? 200 : 500;
  return xmlAnswer(status ?? usual, enveloped(call, fault));
}

function enveloped({ version, root, trackingId }: Speaking, body: string): string {
  return envelope(version, trackingId, body, root);
}
