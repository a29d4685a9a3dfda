import equal from "fast-deep-equal";
import type { AccountRef } from "../service/campaignManagement";

/** Inputs or outputs of a resource: plain values by name. */
export type Props = Readonly<Record<string, unknown>>;

/** The inputs that outputs carry on, since read and delete see nothing but old outputs. Consent to take over is none: it counts once. */
export function carried({ customerId, accountId, onDelete }: Props): Props {
  return { customerId, accountId, onDelete };
}

/** Whether outputs carry something else than the inputs say now: read and delete go by outputs. */
export function carriesOther(olds: Props, news: Props): boolean {
  const compared = (props: Props) => Object.values(carried(props)).map((value) => value ?? null);
  return !equal(compared(olds), compared(news));
}

/** Inputs without those about management, and outputs without what the provider notes in them. */
export function wishes(props: Props): Props {
  const own: Record<string, unknown> = {};
  for (const name of Object.keys(props)) if (!NO_WISHES.has(name)) own[name] = props[name];
  return own;
}

const NO_WISHES: ReadonlySet<string> = new Set(["customerId", "accountId", "adopt", "onDelete", "managed"]);

/** Whether the engine's old inputs are empty: the resource is new. */
export function isNew(olds: Props): boolean {
  return Object.keys(olds).length === 0;
}

/** The account that a resource belongs to, as check wrote it into its inputs. */
export function refOf(props: Props): AccountRef {
  return { customerId: String(props.customerId), accountId: String(props.accountId) };
}

/** The names of the fields that the program set when the outputs were made. */
export function managedBefore(olds: Props): readonly string[] {
  return Array.isArray(olds.managed) ? olds.managed.map(String) : [];
}

/** A record without what is not set. */
export function withoutUnset(props: Props): Props {
  const set: Record<string, unknown> = {};
  for (const name of Object.keys(props))
    if (props[name] !== undefined && props[name] !== null) set[name] = props[name];
  return set;
}

/** The resource's word on taking over what exists. */
export function adoptOf(props: Props): boolean | string | undefined {
  return typeof props.adopt === "boolean" || typeof props.adopt === "string" ? props.adopt : undefined;
}
