import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Inputs } from "../goals/problem";
import { marksOf, settledHidden } from "./hiddenInputs";
import { perRun } from "./perRun";
import { callsBack, withoutHidden } from "./transformed";
import { settledOf } from "./unresolved";
import { callWithinRun } from "./withinRun";

/** A resource that is about to be registered. */
interface Coming {
  readonly type: string;
  readonly name: string;
  /** Its hidden inputs, with all that they wait for. */
  readonly hidden: { readonly __msads: Inputs; readonly __provider: string };
}

type Made = Pick<pulumi.ResourceTransformArgs, "props" | "opts">;

/** It leaves the options as the engine has them: the SDK does not hand all of them to a transform. */
type Note = (args: pulumi.ResourceTransformArgs, made?: Made) => Promise<Pick<Made, "props"> | undefined>;

/** The hidden inputs of a run's resources, and the one registration of our transform. */
interface Followed {
  readonly hidden: Map<string, Coming["hidden"]>;
  registered?: Promise<void>;
}

const followed = perRun((): Followed => ({ hidden: new Map() }));

/**
 * Transforms are called by the engine, those of the stack last, in the order in which they were registered. So where a program has any, one
 * of our own comes after them. It notes in the hidden input what they made of a resource: which fields are ignored, which values are secret.
 * And it gives back what they dropped of the hidden inputs, or marked secret with all else.
 */
export async function followTransforms(
  { type, name, hidden }: Coming,
  { transforms = [] }: pulumi.CustomResourceOptions,
): Promise<void> {
  const run = followed();
  const stack = pulumi.runtime.getStackResource();
  const parent = hidden.__msads.parent ?? (stack && (await settledOf(stack.urn)));
  run.hidden.set(keyOf(type, name, parent), hidden);
  if (transforms.length === 0 && !callsBack()) return;
  run.registered ??= afterAll(run);
  await run.registered;
}

/** Registrations that are under way at once reach the engine in any order. The SDK itself waits for ours before the next resource. */
async function afterAll({ hidden }: Followed): Promise<void> {
  const callbacks = pulumi.runtime.getCallbacks();
  if (callbacks === undefined) return;
  callWithinRun(callbacks);
  const register = callbacks.registerStackTransform.bind(callbacks);
  const note = noting(hidden);
  // What the program registers from here on brings ours along.
  callbacks.registerStackTransform = (transform) => register(withNote(transform, note));
  await callbacks.awaitStackRegistrations();
  register(note as pulumi.ResourceTransform);
}

function withNote(transform: pulumi.ResourceTransform, note: Note): pulumi.ResourceTransform {
  return async (args) => {
    const made = await transform(args);
    const noted = await note(args, { props: made?.props ?? args.props, opts: made?.opts ?? args.opts });
    return noted === undefined ? made : ({ ...made, ...noted } as pulumi.ResourceTransformResult);
  };
}

function noting(hiddenInputs: Followed["hidden"]): Note {
  return async (args, { props, opts } = args) => {
    const parent = args.opts.parent && (await settledOf(args.opts.parent.urn));
    const hidden = hiddenInputs.get(keyOf(args.type, args.name, parent));
    if (hidden === undefined) return undefined;
    const marks = marksOf({ args: withSecrets(withoutHidden(props)), opts });
    const told = { ...hidden, __msads: await settledHidden({ ...hidden.__msads, ...marks }) };
    const isTold = Object.entries(told).every(([name, value]) => isDeepStrictEqual(props[name], value));
    return isTold ? undefined : { props: { ...props, ...told } };
  };
}

/** What an earlier transform marked secret comes in a form of the protocol's own. */
function withSecrets(values: Inputs): Inputs {
  const { isRpcSecret, unwrapRpcSecret } = pulumi.runtime;
  const read = (value: unknown) => (isRpcSecret(value) ? pulumi.secret(unwrapRpcSecret(value)) : value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(value)]));
}

function keyOf(...resource: readonly unknown[]): string {
  return JSON.stringify(resource);
}
