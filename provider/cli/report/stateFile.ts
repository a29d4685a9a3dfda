import type { Props } from "../../core/props";
import { counted } from "../../goals/text";
import type { AccountRef } from "../../service/campaignManagement";
import { UsageError } from "../usageError";

/** One of our resources in a stack's state. */
export interface StateResource {
  readonly kind: "goal" | "library" | "tag" | "settings" | "campaign";
  /** Its name in the program. */
  readonly name: string;
  readonly id: string;
  readonly outputs: Props;
}

const KINDS: Readonly<Record<string, StateResource["kind"]>> = {
  "pulumi-nodejs:dynamic/msads:ConversionGoal": "goal",
  "pulumi-nodejs:dynamic/msads:ConversionGoalLibrary": "library",
  "pulumi-nodejs:dynamic/msads:UetTag": "tag",
  "pulumi-nodejs:dynamic/msads:AccountConversionSettings": "settings",
  "pulumi-nodejs:dynamic/msads:CampaignConversionGoals": "campaign",
};

/** Pulumi marks a secret by this key, whatever other keys there are. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** Our resources in what `pulumi stack export` printed. Throws a UsageError for anything else. */
export function readState(text: string, file: string): readonly StateResource[] {
  const resources = resourcesIn(parsed(text));
  if (resources === undefined)
    throw new UsageError(`${file} is not a stack's state: make one with  pulumi stack export --file ${file}`);
  const known = resources.filter(isRecord);
  const foreign = known.filter(({ type }) => String(type).startsWith(PLUGIN));
  // Not to say of what nobody compared that it is fine.
  if (foreign.length > 0)
    throw new UsageError(
      `${file} holds ${counted(foreign.length, "resource")} of the plugin, which msads report cannot compare yet: leave out --state. Drift of theirs shows in  pulumi preview`,
    );
  return known.flatMap(ours);
}

/** The types of the native plugin's resources begin so. */
const PLUGIN = "msads:index:";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function resourcesIn(state: unknown): readonly unknown[] | undefined {
  const deployment = isRecord(state) ? state.deployment : undefined;
  if (!isRecord(deployment)) return undefined;
  const { resources = [] } = deployment;
  return Array.isArray(resources) ? resources : undefined;
}

/** What is to be deleted is the program's no more. */
function ours({ urn, type, id, outputs, delete: condemned }: Props): readonly StateResource[] {
  const kind = typeof type === "string" && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (kind === undefined || condemned === true || typeof id !== "string" || !isRecord(outputs)) return [];
  const name = String(urn).split("::").slice(3).join("::");
  return [{ kind, name, id, outputs: withoutSecrets(outputs) }];
}

/** Whether a resource is of this account. */
export function isOf({ customerId, accountId }: AccountRef): (resource: StateResource) => boolean {
  return ({ outputs }) => outputs.customerId === customerId && outputs.accountId === accountId;
}

/** A secret is neither compared nor shown; of a list that holds one, nothing is. */
function withoutSecrets(values: Props): Props {
  const open = Object.entries(values).filter(([, value]) => !isSecret(value));
  return Object.fromEntries(
    open.map(([name, value]) => [name, isRecord(value) ? withoutSecrets(value) : value]),
  );
}

function isSecret(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsSecret) : isRecord(value) && Object.hasOwn(value, SECRET);
}

function holdsSecret(value: unknown): boolean {
  return isSecret(value) || (isRecord(value) && Object.values(value).some(holdsSecret));
}

function isRecord(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
