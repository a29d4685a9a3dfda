import { differences } from "./compare";
import type { ResourceState } from "./deployment";
import type { Run } from "./run";
import { defaultProviderUrn, PROVIDER_TYPE } from "./urn";
import type { PropertyMap } from "./values";

/**
 * Registers the provider that all dynamic resources share, once a run and only if one is wanted, as the CLI does; its inputs
 * are the stack's whole config.
 * @returns the reference that resources keep: `<URN>::<id>`.
 */
export async function ensureProvider(run: Run): Promise<string> {
  const urn = defaultProviderUrn(run.scope);
  const known = run.ledger.current(urn);
  if (known) return `${urn}::${known.id}`;
  const slot = run.ledger.old(urn);
  const old = slot?.state;
  const id = old?.id ?? run.newId();
  const inputs = run.providerInputs;
  const time = run.now().toISOString();
  const changed = old === undefined || differences(old.inputs, inputs).length > 0;
  const next: ResourceState = changed
    ? { ...blank(urn), ...old, id, inputs, outputs: inputs, created: old?.created ?? time, modified: time }
    : old;
  await run.ledger.register(next, slot);
  return `${urn}::${id}`;
}

/**
 * Config that the provider is asked with: what the stack holds of it. That is the config of an earlier run until the program
 * registers a resource in this one; so a refresh and a destroy, which run no program, never see what was set since.
 */
export function configInForce(run: Pick<Run, "scope" | "ledger" | "providerInputs">): PropertyMap {
  const urn = defaultProviderUrn(run.scope);
  const state = run.ledger.current(urn) ?? run.ledger.old(urn)?.state;
  return state?.inputs ?? run.providerInputs;
}

function blank(urn: string): ResourceState {
  return {
    urn,
    custom: true,
    type: PROVIDER_TYPE,
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    initErrors: [],
    additionalSecretOutputs: [],
    customTimeouts: {},
    ignoreChanges: [],
    replaceOnChanges: [],
  };
}
