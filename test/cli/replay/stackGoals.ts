import type { LiveAccount } from "../../../provider/cli/replay/sides/programGoals";
import type { StackResource } from "../../../provider/cli/replay/sides/stackResource";
import type { GoalType } from "../../../provider/goals/definition";
import type { LiveGoal } from "../../../provider/goals/goal";

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** A secret as a state has it. */
export const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "hush",
};

const REF = { customerId: "111", accountId: "222" };
const OWN = { ...REF, onDelete: "pause" };
const HOSTS = {
  classes: {
    token: (type: string) =>
      `pulumi-nodejs:dynamic/msads:${type === "library" ? "ConversionGoalLibrary" : "ConversionGoal"}`,
  },
  plugin: {
    token: (type: string) => `msads:index:${type === "library" ? "ConversionGoalLibrary" : `${type}Goal`}`,
  },
};
export type Host = keyof typeof HOSTS;
export const hosts = Object.keys(HOSTS) as readonly Host[];

export const order = {
  type: "Url",
  name: "Order placed",
  status: "Active",
  scope: "Customer",
  countType: "All",
  tagId: "9",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
};

/** A resource of the stack as Pulumi has it, of either host. */
export function resource(
  host: Host,
  name: string,
  inputs: StackResource,
  more: StackResource = {},
): StackResource {
  const kind = inputs.goals === undefined ? String(inputs.type) : "library";
  const hidden = host === "classes" ? { __msads: { name }, __provider: "exports.handler=…" } : {};
  const type = HOSTS[host].token(kind);
  return {
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    custom: true,
    inputs: { ...hidden, ...OWN, ...inputs },
    ...more,
  };
}

/** The same as the last run left it, with the id and all that the outputs say. */
export function deployed(
  host: Host,
  name: string,
  id: string,
  inputs: StackResource,
  outputs: StackResource = {},
): StackResource {
  const made = resource(host, name, inputs, { id });
  const managed = Object.keys(inputs).filter((each) => each !== "type" && each !== "goals");
  return { ...made, outputs: { ...(made.inputs as StackResource), managed, ...outputs } };
}

export function exported(...resources: readonly StackResource[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

/** A goal as the account has it. */
export function live(id: string, { type, name, ...fields }: StackResource): LiveGoal {
  const others = { conversionWindowInMinutes: 43_200, ...fields, name };
  return { id, type: type as GoalType, name: String(name), fields: others };
}

export function account(...goals: readonly LiveGoal[]): readonly LiveAccount[] {
  return [{ ref: REF, goals }];
}
