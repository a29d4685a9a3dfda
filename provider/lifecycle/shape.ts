import equal from "fast-deep-equal";
import type { AccountRef } from "../service/campaignManagement";
import type { Settings } from "./settings";

/** Inputs and outputs as the engine hands them over. */
export type Props = Readonly<Record<string, unknown>>;

/** Inputs that say how a resource is managed, not what is wanted of the goal or tag. */
export const MANAGEMENT = [
  "customerId",
  "accountId",
  "adopt",
  "onDelete",
  "resourceName",
  "ignoredFields",
] as const;

/** The inputs that outputs carry on, since read and delete see nothing but old outputs. Consent to take over is none: it counts once. */
export function carried(props: Props): Props {
  const names = MANAGEMENT.filter((name) => name !== "adopt");
  return Object.fromEntries(names.map((name) => [name, props[name]]));
}

/** Whether outputs carry something else than the inputs say now. */
export function carriesOther(olds: Props, news: Props): boolean {
  return !equal(withoutUnset(carried(olds)), withoutUnset(carried(news)));
}

/** Inputs without those about management and Pulumi's own. */
export function wishes(props: Props): Props {
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(props))
    if (name !== "__provider" && name !== "managed" && !MANAGEMENT.some((key) => key === name))
      own[name] = value;
  return own;
}

/** Whether the engine's old inputs are empty: the resource is new. */
export function isNew(olds: Props): boolean {
  return Object.keys(olds).every((name) => name === "__provider");
}

/** The account that a resource belongs to, as check wrote it into its inputs. */
export function refOf(props: Props): AccountRef {
  return { customerId: String(props.customerId), accountId: String(props.accountId) };
}

/** The resource's name in the program, for people. */
export function resourceName(props: Props): string {
  return typeof props.resourceName === "string" ? props.resourceName : String(props.name);
}

/** The paths of Pulumi's `ignoreChanges`, as the constructor passed them on. */
export function ignoredFields(props: Props): readonly string[] {
  return Array.isArray(props.ignoredFields) ? props.ignoredFields.map(String) : [];
}

/** The names of the fields that the program set when the outputs were made. */
export function managedBefore(olds: Props): readonly string[] {
  return Array.isArray(olds.managed) ? olds.managed.map(String) : [];
}

/** The name as it goes to the service: with the stack's prefix and suffix. */
export function fullName(name: unknown, settings: Settings): unknown {
  return typeof name === "string" && name !== ""
    ? `${settings.namePrefix}${name}${settings.nameSuffix}`
    : name;
}

/** A record without what is not set: the engine's wire format knows no undefined. */
export function withoutUnset(props: Props): Props {
  return Object.fromEntries(
    Object.entries(props).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** An error of create or update whose thing exists all the same: the engine then keeps it in state. */
export class PartlyDone extends Error {
  override readonly name = "PartlyDone";
  readonly reasons: readonly string[];

  constructor(
    readonly id: string,
    readonly properties: Props,
    reason: string,
  ) {
    super(reason);
    // The engine shows the reasons, not the message.
    this.reasons = [reason];
    this.stack = reason;
  }
}

/** An error as the engine should print it: one message, no stack of ours. */
export function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}

/** The resource's word on taking over what exists. */
export function adoptOf(props: Props): boolean | string | undefined {
  return typeof props.adopt === "boolean" || typeof props.adopt === "string" ? props.adopt : undefined;
}
