import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";

/**
 * Whether transformations or transforms may still give a resource other arguments than its constructor gets: then the provider alone,
 * which sees them last, can say what is wrong with them. Of transforms of a component above nothing can be seen here.
 */
export function mayBeTransformed({
  parent,
  transformations = [],
  transforms = [],
}: pulumi.CustomResourceOptions): boolean {
  const above = fieldOf(parent ?? pulumi.runtime.getStackResource(), "__transformations");
  const isAbove = Array.isArray(above) && above.length > 0;
  return transformations.length > 0 || transforms.length > 0 || isAbove || callsBack();
}

/** Whether the engine calls this process back, as it does for transforms of the whole stack. */
function callsBack(): boolean {
  const getStore = fieldOf(state, "getStore");
  return typeof getStore === "function" && fieldOf(getStore(), "callbacks") !== undefined;
}

/** Pulumi's own, which its types do not show. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
