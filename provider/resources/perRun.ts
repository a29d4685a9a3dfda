import * as pulumi from "@pulumi/pulumi";

/** Something that each run of a program has to itself: a process that runs inline programs runs several stacks, and unit tests run none. */
export function perRun<T>(make: () => T): () => T {
  const byStack = new WeakMap<object, T>();
  const noStack = {};
  return () => {
    const stack = pulumi.runtime.getStackResource() ?? noStack;
    const known = byStack.get(stack) ?? make();
    byStack.set(stack, known);
    return known;
  };
}
