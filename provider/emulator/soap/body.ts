import { Undeserializable } from "../http/answering";
import type { EmulatorServer } from "../http/emulatorServer";
import type { Version } from "../schema/model";
import { type OperationName, rootOf } from "../schema/operations";
import { judgeOf } from "../schema/validator";
import { asList, type Fields, isFields, typeKey } from "../schema/values";
import { misplaced, misspelt } from "./order";
import type { Envelope } from "./parse";
import { readRequest } from "./read";

/** Reads a request by the schema of its version. Throws Undeserializable. */
export function readBody(
  { tools, context }: EmulatorServer,
  envelope: Envelope,
  operation: OperationName,
  version: Version,
): Fields {
  const strays = () => misplaced(tools.xml, envelope.message, operation, version);
  if (context.holds("call.order-skips")) for (const stray of strays()) stray.remove();
  if (!context.holds("call.text"))
    for (const bad of misspelt(tools.xml, envelope.message, operation, version)) bad.remove();
  const complaint = judgeOf(tools, version, rootOf(operation)).complaint(envelope.message);
  if (complaint !== undefined) {
    const badText = /not a valid value|not an element of the set/.test(complaint);
    const badPlace = () => (strays().length > 0 ? "call.order" : "call.schema");
    throw new Undeserializable(badText ? "call.text" : badPlace(), complaint);
  }
  const request = readRequest(tools.xml, envelope, operation, version);
  const base = asList(request.ConversionGoals).some((goal) => isFields(goal) && goal[typeKey] === undefined);
  if (base && context.holds("call.abstract"))
    throw new Undeserializable("call.abstract", "Cannot create an abstract class: ConversionGoal");
  return request;
}
