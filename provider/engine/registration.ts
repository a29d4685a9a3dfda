import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { parsePath } from "./propertyPath";
import { fromStruct } from "./sdk";
import { PROVIDER_TYPE, STACK_TYPE } from "./urn";
import type { PropertyMap } from "./values";

/** What the program wants of one resource. */
export interface Goal {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs: PropertyMap;
  readonly protect: boolean;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Undefined: the provider says. */
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly retainOnDelete: boolean;
  readonly deletedWith?: string;
  readonly customTimeouts: Readonly<Record<string, number>>;
}

/** Something that the real engine does and this one does not. The message says what. */
export class Unsupported extends Error {
  constructor(what: string) {
    super(`${what}: this engine does not support that; use the Pulumi CLI`);
    this.name = "Unsupported";
  }
}

/** @throws Unsupported naming what the program uses; Error for a property path that is none. */
export function readGoal(request: RegisterResourceRequest): Goal {
  refuse(request);
  const ignoreChanges = request.getIgnorechangesList();
  const replaceOnChanges = request.getReplaceonchangesList();
  for (const path of [...ignoreChanges, ...replaceOnChanges]) parsePath(path);
  const parent = request.getParent();
  const deletedWith = request.getDeletedwith();
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((value, key) => {
    propertyDependencies[key] = [...value.getUrnsList()].sort();
  });
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    ...(parent ? { parent } : {}),
    inputs: fromStruct(request.getObject()),
    protect: request.getProtect() ?? false,
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies,
    ...(request.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: request.getDeletebeforereplace() }
      : {}),
    ignoreChanges,
    replaceOnChanges,
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    retainOnDelete: request.getRetainondelete() ?? false,
    ...(deletedWith ? { deletedWith } : {}),
    customTimeouts: readTimeouts(request),
  };
}

function refuse(request: RegisterResourceRequest): void {
  const type = request.getType();
  const about = `resource "${request.getName()}" (${type})`;
  const refused: readonly (readonly [boolean | undefined, string])[] = [
    [type.startsWith("pulumi:providers:"), "an explicit provider"],
    [request.getCustom() && !type.startsWith("pulumi-nodejs:"), `package "${type.split(":")[0]}"`],
    [type.startsWith("pulumi:pulumi:") && type !== STACK_TYPE, "this type"],
    [request.getRemote(), "a component of another package"],
    [request.getProvider() !== "" && !request.getProvider().includes(PROVIDER_TYPE), "option provider"],
    [request.getAliasesList().length + request.getAliasurnsList().length > 0, "option aliases"],
    [request.getImportid() !== "", "option import"],
    [request.getTransformsList?.().length > 0, "option transforms"],
    [request.getHooks?.() !== undefined, "option hooks"],
    [request.getReplaceWithList?.().length > 0, "option replaceWith"],
    [request.getReplacementTrigger?.() !== undefined, "option replacementTrigger"],
    [request.getStateMigrationsList?.().length > 0, "state migrations"],
  ];
  for (const [used, what] of refused) if (used) throw new Unsupported(`${about}: ${what}`);
}

function readTimeouts(request: RegisterResourceRequest): Readonly<Record<string, number>> {
  const given = request.getCustomtimeouts();
  const named = { create: given?.getCreate(), update: given?.getUpdate(), delete: given?.getDelete() };
  const set = Object.entries(named).flatMap(([key, text]) => (text ? [[key, seconds(text)] as const] : []));
  return Object.fromEntries(set);
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** `1h30m` in seconds. @throws Error for anything else. */
export function seconds(text: string): number {
  if (!/^(\d+(\.\d+)?(ms|[hms]))+$/.test(text))
    throw new Error(`"${text}" is not a duration such as "5m" or "1h30m"`);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g))
    total += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  return total;
}
