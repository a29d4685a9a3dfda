import equal from "fast-deep-equal";
import type { AccountRef } from "../service/campaignManagement";
import type { Marked } from "../session/secrets";
import type { Session } from "../session/session";

/** Inputs and outputs as the engine hands them over. */
export type Props = Readonly<Record<string, unknown>>;

/** Inputs that say how a resource is managed, not what is wanted of the goal or tag. */
export const MANAGEMENT = [
  "customerId",
  "accountId",
  "adopt",
  "onDelete",
  "__msads",
  "resourceName",
  "ignoredFields",
] as const;

/** The inputs that outputs carry on, since read and delete see nothing but old outputs. Consent to take over is none: it counts once. */
export function carried(props: Props): Props {
  const names = MANAGEMENT.filter((name) => name !== "adopt");
  return Object.fromEntries(names.map((name) => [name, props[name]]));
}

/**
 * Whether outputs carry something else than the inputs say now: read and delete go by outputs, what the resource is called included.
 * State of 0.1.0 knows no parent.
 */
export function carriesOther(olds: Props, news: Props): boolean {
  const knowsParent = olds.__msads !== undefined;
  const compared = (props: Props) => {
    const { name, parent, ignored, secret } = hiddenOf(props);
    const { customerId = null, accountId = null, onDelete = null } = props;
    const lists = [ignored, secret].map((paths) => paths.toSorted());
    return [name, knowsParent ? parent : undefined, customerId, accountId, onDelete, lists];
  };
  return !equal(compared(olds), compared(news));
}

const NO_WISHES: ReadonlySet<string> = new Set([...MANAGEMENT, "__provider", "managed"]);

/** Inputs without those about management and Pulumi's own. */
export function wishes(props: Props): Props {
  const own: Record<string, unknown> = {};
  for (const name of Object.keys(props)) if (!NO_WISHES.has(name)) own[name] = props[name];
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

/** What the constructor passes on in the hidden input `__msads`. */
export interface Hidden {
  /** The resource's name in the program. */
  readonly name: string;
  /** The URN of the component that it belongs to; undefined where that is the stack. */
  readonly parent: string | undefined;
  /** The paths of Pulumi's `ignoreChanges`. */
  readonly ignored: readonly string[];
  /** The paths of inputs that Pulumi marks secret: their values are shown to nobody. */
  readonly secret: readonly string[];
}

/** What inputs or outputs say about their resource. Version 0.1.0 kept it in `resourceName` and `ignoredFields`; state of it lives on. */
export function hiddenOf(props: Props): Hidden {
  const given = typeof props.__msads === "object" && props.__msads !== null ? props.__msads : {};
  const { name = props.resourceName, parent, ignored = props.ignoredFields, secret } = given as Props;
  return {
    name: typeof name === "string" ? name : String(props.name),
    parent: typeof parent === "string" ? parent : undefined,
    ignored: textsOf(ignored),
    secret: textsOf(secret),
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** `__msads` as props hold it, without what is not set. */
export function hiddenInput({ name, parent, ignored, secret }: Hidden): Props {
  const some = (paths: readonly string[]) => (paths.length === 0 ? undefined : paths);
  return withoutUnset({ name, parent, ignored: some(ignored), secret: some(secret) });
}

/**
 * With `ignoreChanges: ["*"]` the engine puts all old inputs in the place of the new ones, the hidden input among them, and deletes
 * what the old ones lack. So inputs of a resource that exists whose hidden input is not the program's own say that all is ignored.
 */
export function ignoringAll(olds: Props, news: Props): Props {
  if (isNew(olds) || !equal(news.__msads, olds.__msads)) return news;
  return { ...news, __msads: hiddenInput({ ...hiddenOf(olds), ignored: ["*"] }) };
}

/** The resource's name in the program, for people. */
export function resourceName(props: Props): string {
  return hiddenOf(props).name;
}

/**
 * What tells a resource from all others of the program: two components may each have a child of one name. Of a child it is
 * "visit (of acme:Shop north)".
 */
export function identityOf(props: Props): string {
  const { name, parent } = hiddenOf(props);
  if (parent === undefined) return name;
  const [type = "", ...parentName] = parent.split("::").slice(2);
  return `${name} (of ${type} ${parentName.join("::")})`;
}

/** The paths of Pulumi's `ignoreChanges`, as the constructor passed them on. */
export function ignoredFields(props: Props): readonly string[] {
  return hiddenOf(props).ignored;
}

/** The paths of inputs that Pulumi marks secret, as the constructor passed them on. */
export function secretPaths(props: Props): readonly string[] {
  return hiddenOf(props).secret;
}

/** What people call the resource. */
export function nameIn({ names }: Pick<Session, "names">, props: Props): string {
  return names.of({ name: resourceName(props), identity: identityOf(props) });
}

/** Inputs or outputs, and what of them Pulumi marks secret. */
export function marked(props: Props): Marked {
  const { __msads: _, __provider: __, ...values } = props;
  return { values, secret: secretPaths(props) };
}

/** Outputs of what was done in part hold values of before and of now: what either of them marks secret stays so. */
export function withSecretsOf(outputs: Props, ...marking: readonly Props[]): Props {
  const secret = [...new Set(marking.flatMap(secretPaths))];
  return secret.length === 0
    ? outputs
    : { ...outputs, __msads: hiddenInput({ ...hiddenOf(outputs), secret }) };
}

/** The names of the fields that the program set when the outputs were made. */
export function managedBefore(olds: Props): readonly string[] {
  return Array.isArray(olds.managed) ? olds.managed.map(String) : [];
}

/** A record without what is not set: the engine's wire format knows no undefined. */
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
