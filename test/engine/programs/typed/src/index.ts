import * as pulumi from "@pulumi/pulumi";

interface Inputs {
  readonly size: pulumi.Input<number>;
}

const provider: pulumi.dynamic.ResourceProvider = {
  create: async (inputs: { readonly size: number }) => ({ id: "typed-1", outs: { double: inputs.size * 2 } }),
};

class Thing extends pulumi.dynamic.Resource {
  declare readonly double: pulumi.Output<number>;
  constructor(name: string, args: Inputs) {
    super(provider, name, { double: undefined, ...args });
  }
}

export const double = new Thing("thing", { size: 21 }).double;
