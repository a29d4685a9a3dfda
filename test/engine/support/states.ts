import type { ResourceState } from "../../../provider/engine/deployment";

/** A resource whose URN is just a name, with what a test cares about. */
export function state(urn: string, more: Partial<ResourceState> = {}): ResourceState {
  return {
    urn,
    custom: true,
    type: "pulumi-nodejs:dynamic:Resource",
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    initErrors: [],
    additionalSecretOutputs: [],
    customTimeouts: {},
    ignoreChanges: [],
    replaceOnChanges: [],
    ...more,
  };
}
