import * as pulumi from "@pulumi/pulumi";
import equal from "fast-deep-equal";
import type { Inputs } from "../goals/problem";
import { marksOf } from "./hiddenInputs";
import { perRun } from "./perRun";
import { callsBack, withoutHidden } from "./transformed";

/** The one registration of a run. */
const followed = perRun((): { registered?: Promise<void> } => ({}));

/**
 * Transforms are called by the engine, those of the stack last, in the order in which they were registered. So where a program has any, one
 * of our own comes after them. It notes in the hidden input what they made of a resource: which fields are ignored, which values are secret.
 */
export async function followTransforms({ transforms = [] }: pulumi.CustomResourceOptions): Promise<void> {
  if (transforms.length === 0 && !callsBack()) return;
  const run = followed();
  run.registered ??= afterAll();
  await run.registered;
}

/** Registrations that are under way at once reach the engine in any order. The SDK itself waits for ours before the next resource. */
async function afterAll(): Promise<void> {
  await pulumi.runtime.awaitStackRegistrations();
  pulumi.runtime.registerResourceTransform(noted);
}

const noted: pulumi.ResourceTransform = async ({ props, opts }) => {
  const hidden: unknown = props.__msads;
  if (typeof hidden !== "object" || hidden === null) return undefined;
  const { ignored, secret } = marksOf({ args: withSecrets(withoutHidden(props)), opts });
  const marks = { ignored, secret: await secret };
  if (equal(comparable(marks), comparable(hidden as Inputs))) return undefined;
  return { props: { ...props, __msads: { ...hidden, ...marks } }, opts };
};

/** What an earlier transform marked secret comes in a form of the protocol's own. */
function withSecrets(values: Inputs): Inputs {
  const { isRpcSecret, unwrapRpcSecret } = pulumi.runtime;
  const read = (value: unknown) => (isRpcSecret(value) ? pulumi.secret(unwrapRpcSecret(value)) : value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(value)]));
}

function comparable({ ignored, secret }: Inputs): readonly unknown[] {
  return [ignored, secret].map((paths) => (Array.isArray(paths) ? [...paths].sort() : []));
}
