import equal from "fast-deep-equal";
import { isNew, type Props, withoutUnset } from "../core/props";
import type { Resource } from "../core/resource";
import { fromWire } from "./unknown";

/**
 * What stands in inputs and outputs beside the program's own values: the hidden input `__msads`, in which the constructor tells of its
 * resource, and `__provider`, the text by which Pulumi finds this code. Only this folder knows of them.
 */
const HIDDEN = ["__msads", "resourceName", "ignoredFields"] as const;

/** Inputs or outputs without what is hidden in them, as the core has them. */
export function plain(props: Props): Props {
  const { __provider: _, __msads: __, resourceName: ___, ignoredFields: ____, ...values } = props;
  return fromWire(values);
}

/** What is hidden in inputs or outputs: it goes on into what is made of them, since refresh and delete see only state. */
export function hiddenPart(props: Props): Props {
  return withoutUnset(Object.fromEntries(HIDDEN.map((name) => [name, props[name]])));
}

/** What inputs or outputs say about their resource. Version 0.1.0 kept it in `resourceName` and `ignoredFields`; state of it lives on. */
export function hiddenOf(props: Props): Resource {
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
export function hiddenInput({ name, parent, ignored, secret }: Resource): Props {
  const some = (paths: readonly string[]) => (paths.length === 0 ? undefined : paths);
  return withoutUnset({ name, parent, ignored: some(ignored), secret: some(secret) });
}

/**
 * With `ignoreChanges: ["*"]` the engine puts all old inputs in the place of the new ones, the hidden input among them, and deletes
 * what the old ones lack. So inputs of a resource that exists whose hidden input is not the program's own say that all is ignored.
 */
export function ignoringAll(olds: Props, news: Props): Props {
  if (isNew(plain(olds)) || !equal(news.__msads, olds.__msads)) return news;
  return { ...news, __msads: hiddenInput({ ...hiddenOf(olds), ignored: ["*"] }) };
}

/** Outputs of what was done in part hold values of before and of now: what either of them marks secret stays so. */
export function withSecretsOf(outputs: Props, ...marking: readonly Props[]): Props {
  const secret = [...new Set(marking.flatMap((props) => hiddenOf(props).secret))];
  return secret.length === 0
    ? outputs
    : { ...outputs, __msads: hiddenInput({ ...hiddenOf(outputs), secret }) };
}

/** Whether the program says otherwise than state how the resource is called, or what of it is ignored or secret. State of 0.1.0 knows no parent. */
export function hiddenDiffers(olds: Props, news: Props): boolean {
  const knowsParent = olds.__msads !== undefined;
  const compared = (props: Props) => {
    const { name, parent, ignored, secret } = hiddenOf(props);
    return [name, knowsParent ? (parent ?? null) : null, [...ignored].sort(), [...secret].sort()];
  };
  return !equal(compared(olds), compared(news));
}
