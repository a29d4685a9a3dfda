import { type Asked, askedOf } from "../../../fleet/check/asked";
import { isOurs } from "../../../fleet/record/tokens";
import { isTable } from "../../../goals/library";
import { concealed } from "./concealed";

/** A resource as Pulumi's state or preview has it. */
export type StackResource = Readonly<Record<string, unknown>>;

/** Whether it is a goal or a library of goals of ours, of either host, that Pulumi manages. */
export function holdsGoals({ type, custom, external }: StackResource): boolean {
  const token = String(type);
  return (
    custom === true &&
    external !== true &&
    isOurs(token) &&
    /Goal$|Library$/.test(token) &&
    !/Campaign/.test(token)
  );
}

/** A resource as the core has it; undefined of a type that this version does not have. What is secret or unknown is marked so. */
export function askedOfStack(resource: StackResource, olds: StackResource = {}): Asked | undefined {
  const { urn, type, id, inputs, ignoreChanges } = resource;
  return askedOf({
    urn: String(urn),
    token: String(type),
    id: typeof id === "string" ? id : "",
    inputs: open(inputs),
    outputs: open(olds.outputs),
    ignored: Array.isArray(ignoreChanges) ? ignoreChanges.map(String) : [],
  });
}

function open(values: unknown): StackResource {
  const known = concealed(values);
  return isTable(known) ? known : {};
}
