// Uses the one thing named in WHAT.
const pulumi = require("@pulumi/pulumi");

class Thing extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super({ create: async () => ({ id: name }) }, name, args, opts);
  }
}

const uses = {
  aliases: () => new Thing("t", {}, { aliases: [{ name: "before" }] }),
  import: () => new Thing("t", {}, { import: "id-1" }),
  get: () => new Thing("t", {}, { id: "id-1" }),
  provider: () => new pulumi.ProviderResource("random", "r", {}),
  package: () => new pulumi.CustomResource("random:index:Id", "i", {}),
  component: () => new pulumi.ComponentResource("other:index:Box", "c", {}, {}, true),
  replaceWith: () => new Thing("t", {}, { replaceWith: [new Thing("u", {})] }),
  replacementTrigger: () => new Thing("t", {}, { replacementTrigger: 1 }),
  stackReference: () => new pulumi.StackReference("other/stack"),
  invoke: () => pulumi.runtime.invoke("random:index:get", {}),
  secretInput: () => new Thing("t", { password: pulumi.secret("hush-hush"), open: 1 }),
  secretOutput: () => new Thing("t", {}, { additionalSecretOutputs: ["token"] }),
  secretExport: () => ({ exported: pulumi.secret("hush-hush") }),
  transforms: () => pulumi.runtime.registerResourceTransform(() => undefined),
  hooks: () => new pulumi.ResourceHook("h", () => undefined),
  timeouts: () => new Thing("t", {}, { customTimeouts: { create: "soon" } }),
};

const made = uses[process.env.WHAT]();
module.exports = process.env.WHAT === "secretExport" ? made : {};
