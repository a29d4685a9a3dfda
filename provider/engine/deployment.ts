import { createHash } from "node:crypto";
import { isMap, type PropertyMap, RESOURCE, rewriteMap, SECRET, SIGNATURE, type Value } from "./values";

/** One resource of a stack, as the engine holds it: values in wire form. */
export interface ResourceState {
  readonly urn: string;
  readonly custom: boolean;
  /** Replaced by a newer one of the same URN, but not deleted yet. */
  readonly delete?: boolean;
  readonly id?: string;
  readonly type: string;
  readonly inputs: PropertyMap;
  readonly outputs: PropertyMap;
  readonly parent?: string;
  readonly protect?: boolean;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly initErrors: readonly string[];
  /** `<URN>::<id>` of the provider. */
  readonly provider?: string;
  /** Deleted in order to be created again, which has not happened yet. */
  readonly pendingReplacement?: boolean;
  readonly additionalSecretOutputs: readonly string[];
  /** In seconds, by operation. */
  readonly customTimeouts: Readonly<Record<string, number>>;
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly created?: string;
  readonly modified?: string;
}

export type PendingKind = "creating" | "updating" | "deleting";
export interface PendingOperation {
  readonly resource: ResourceState;
  readonly type: PendingKind;
}

/** A stack at rest. */
export interface Deployment {
  readonly resources: readonly ResourceState[];
  readonly pending: readonly PendingOperation[];
}

export const EMPTY_DEPLOYMENT: Deployment = { resources: [], pending: [] };
const VERSION = "v3.0.0";
const COMMA = Buffer.from(",\n");
const OPTIONAL = ["id", "parent", "provider", "deletedWith", "created", "modified"] as const;
const FLAGS = ["delete", "protect", "pendingReplacement", "retainOnDelete"] as const;
const LISTS = [
  "dependencies",
  "initErrors",
  "additionalSecretOutputs",
  "ignoreChanges",
  "replaceOnChanges",
] as const;

function sealed(map: PropertyMap): PropertyMap {
  const visit = (part: Value): Value | undefined => {
    if (!isMap(part)) return undefined;
    if (part[SIGNATURE] === SECRET) {
      return { [SIGNATURE]: SECRET, plaintext: JSON.stringify(part.value ?? null) };
    }
    return part[SIGNATURE] === RESOURCE ? { packageVersion: "", ...part } : undefined;
  };
  return rewriteMap(map, visit);
}

function opened(map: PropertyMap): PropertyMap {
  return rewriteMap(map, (part) => {
    if (!isMap(part) || part[SIGNATURE] !== SECRET) return undefined;
    if (typeof part.plaintext !== "string") {
      throw new Error("the state file holds an encrypted secret, which this engine cannot read");
    }
    return { [SIGNATURE]: SECRET, value: JSON.parse(part.plaintext) as Value };
  });
}

/** The resource as the state file has it; what is empty is left out, as the CLI does. */
export function resourceToJson(state: ResourceState): Record<string, unknown> {
  const json: Record<string, unknown> = { urn: state.urn, custom: state.custom, type: state.type };
  for (const key of [...OPTIONAL, ...FLAGS]) if (state[key]) json[key] = state[key];
  for (const key of LISTS) if (state[key].length > 0) json[key] = state[key];
  if (Object.keys(state.inputs).length > 0) json.inputs = sealed(state.inputs);
  if (Object.keys(state.outputs).length > 0) json.outputs = sealed(state.outputs);
  if (Object.keys(state.propertyDependencies).length > 0)
    json.propertyDependencies = state.propertyDependencies;
  if (Object.keys(state.customTimeouts).length > 0) json.customTimeouts = state.customTimeouts;
  return json;
}

function resourceFromJson(json: Partial<ResourceState>): ResourceState {
  const { urn, type } = json;
  if (!urn || !type) throw new Error("the state file holds a resource without URN or type");
  const lists = Object.fromEntries(LISTS.map((key) => [key, json[key] ?? []])) as Pick<
    ResourceState,
    (typeof LISTS)[number]
  >;
  return {
    ...json,
    ...lists,
    urn,
    type,
    custom: json.custom ?? false,
    inputs: opened(json.inputs ?? {}),
    outputs: opened(json.outputs ?? {}),
    propertyDependencies: json.propertyDependencies ?? {},
    customTimeouts: json.customTimeouts ?? {},
  };
}

interface Checkpoint {
  readonly version?: number;
  readonly deployment?: {
    readonly resources?: readonly Partial<ResourceState>[];
    readonly pending_operations?: readonly {
      readonly resource: Partial<ResourceState>;
      readonly type: PendingKind;
    }[];
  };
}

/**
 * Reads the text of a state file.
 * @throws Error if it is not version 3, holds encrypted secrets, or does not hang together.
 */
export function parseDeployment(text: string): Deployment {
  const { version, deployment } = JSON.parse(text) as Checkpoint;
  if (version !== 3) throw new Error(`the state file has version ${version}; this engine reads version 3`);
  const resources = (deployment?.resources ?? []).map(resourceFromJson);
  const pending = (deployment?.pending_operations ?? []).map(({ resource, type }) => ({
    resource: resourceFromJson(resource),
    type,
  }));
  verify(resources);
  return { resources, pending };
}

/** @throws Error if a resource comes before its parent, or twice. */
function verify(resources: readonly ResourceState[]): void {
  const seen = new Set<string>();
  for (const { urn, parent, delete: replaced } of resources) {
    if (parent && !seen.has(parent)) throw new Error(`the state file has ${urn} before its parent ${parent}`);
    if (!replaced && seen.has(urn)) throw new Error(`the state file has ${urn} twice`);
    if (!replaced) seen.add(urn);
  }
}

/**
 * Content of one state file. In bytes, since a big stack is written often and most of it stays the same.
 * @param resourceBytes the JSON of one resource; may be kept from before.
 */
export function deploymentBytes(
  deployment: Deployment,
  time: Date,
  resourceBytes: (state: ResourceState) => Buffer,
): Buffer {
  const magic = createHash("sha256").update(VERSION).digest("hex");
  const manifest = JSON.stringify({ time: time.toISOString(), magic, version: VERSION });
  const parts: Buffer[] = [Buffer.from(`{"version":3,"deployment":{"manifest":${manifest},"resources":[\n`)];
  deployment.resources.forEach((state, i) => {
    if (i > 0) parts.push(COMMA);
    parts.push(resourceBytes(state));
  });
  const pending = deployment.pending.map(
    ({ resource, type }) => `{"resource":${resourceBytes(resource).toString()},"type":"${type}"}`,
  );
  const operations = pending.length > 0 ? `,"pending_operations":[\n${pending.join(",\n")}\n]` : "";
  parts.push(Buffer.from(`\n]${operations},"metadata":{}}}\n`));
  return Buffer.concat(parts);
}
