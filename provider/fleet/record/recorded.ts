import type { Props } from "../../core/props";
import { joined } from "../../goals/propertyPath";
import { isOurs } from "./tokens";

/** One of our resources as the last run left it. Nothing in it is secret. */
export interface RecordedResource {
  readonly urn: string;
  /** Its type token: that of a class, or one of the plugin's. */
  readonly token: string;
  readonly id: string;
  readonly inputs: Props;
  readonly outputs: Props;
  /** The paths of `ignoreChanges` that finally counted for the engine. State of older versions of Pulumi holds none. */
  readonly ignored: readonly string[];
}

/** What a check needs of a stack's state. */
export interface RecordedState {
  readonly resources: readonly RecordedResource[];
  /** Why a check cannot tell whether the account is as applied; empty = it can. */
  readonly obstacles: readonly string[];
}

/** Pulumi marks a secret by this key, whatever other keys there are. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** The default provider of a package, "default" or "default_1_2_3", in the reference that a resource has to its provider. */
const DEFAULT_PROVIDER = /::default(_[^:]*)?::[^:]*$/;

/** Our resources in what `pulumi stack export` printed, without what is secret. Throws an Error for anything else. */
export function recordedState(exported: string): RecordedState {
  const { resources } = deploymentIn(exported);
  const all: readonly Props[] = Array.isArray(resources) ? resources.filter(isTable) : [];
  const ours = all.filter(
    ({ type, custom, external }) => custom === true && external !== true && isOurs(String(type)),
  );
  return {
    resources: ours.filter((each) => each.delete !== true).map(recorded),
    obstacles: [...all.flatMap(unfinished), ...ours.flatMap(hidden)],
  };
}

/** When Pulumi wrote the state; undefined where it does not say so. */
export function writtenAt(exported: string): Date | undefined {
  const { manifest } = deploymentIn(exported);
  const time = isTable(manifest) ? Date.parse(String(manifest.time)) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** The deployment in what `pulumi stack export` printed. Throws an Error for anything else. */
export function deploymentIn(exported: string): Props {
  const state: unknown = JSON.parse(exported);
  const deployment = isTable(state) ? state.deployment : undefined;
  if (!isTable(deployment)) throw new Error("this is not a stack's state");
  return deployment;
}

function recorded(resource: Props): RecordedResource {
  const { urn, type, id, inputs, outputs, ignoreChanges } = resource;
  return {
    urn: String(urn),
    token: String(type),
    id: String(id),
    inputs: open(inputs),
    outputs: open(outputs),
    ignored: Array.isArray(ignoreChanges) ? ignoreChanges.map(String) : [],
  };
}

const nameIn = (urn: unknown) => String(urn).split("::").slice(3).join("::");

/** What the next run does, or reads anew, whatever the account is like: of resources of any package. */
function unfinished({ urn, type, external, initErrors, delete: condemned }: Props): readonly string[] {
  const name = nameIn(urn);
  if (condemned === true) return [`"${name}" is still to be deleted`];
  if (Array.isArray(initErrors) && initErrors.length > 0) return [`"${name}" is not finished`];
  if (type === "pulumi:pulumi:StackReference")
    return [`the program reads outputs of the stack "${name}", and only Pulumi can tell what they are now`];
  if (external === true)
    return [`the program reads "${name}" by its id, and only Pulumi can tell what it is now`];
  return [];
}

function hidden({ urn, inputs, provider, delete: condemned }: Props): readonly string[] {
  const name = nameIn(urn);
  if (condemned === true) return [];
  const secret = isTable(inputs) ? secretPaths(inputs, "") : [];
  return [
    ...(secret.length === 0
      ? []
      : [`${secret.join(", ")} of "${name}" is secret, so only Pulumi can compare it`]),
    ...(typeof provider !== "string" || provider === "" || DEFAULT_PROVIDER.test(provider)
      ? []
      : [`"${name}" has a provider of its own in the program, so only Pulumi knows its settings`]),
  ];
}

function secretPaths(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => secretPaths(each, `${path}[${index}]`));
  if (!isTable(value)) return [];
  if (Object.hasOwn(value, SECRET)) return [path];
  return Object.entries(value).flatMap(([name, each]) => secretPaths(each, joined(path, name)));
}

/** A value that is secret, or a list that holds one, is left out. */
function open(values: unknown): Props {
  if (!isTable(values)) return {};
  const shown = Object.entries(values).filter(
    ([, value]) =>
      !(isTable(value) && Object.hasOwn(value, SECRET)) &&
      !(Array.isArray(value) && secretPaths(value, "").length > 0),
  );
  return Object.fromEntries(shown.map(([name, value]) => [name, isTable(value) ? open(value) : value]));
}

function isTable(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
