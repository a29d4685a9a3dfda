// Uses the one thing named in WHAT.
const pulumi = require("@pulumi/pulumi");

class Thing extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super({ create: async () => ({ id: name }) }, name, args, opts);
  }
}

const uses = {
  aliases: () => new Thing("t", {}, { aliases: [{ name: "before" }] }),
  get: () => new Thing("t", {}, { id: "id-1" }),
  replaceWith: () => new Thing("t", {}, { replaceWith: [new Thing("u", {})] }),
  replacementTrigger: () => new Thing("t", {}, { replacementTrigger: 1 }),
  invoke: () => pulumi.runtime.invoke("random:index:get", {}),
  secretInput: () => new Thing("t", { password: pulumi.secret("hush-hush"), open: 1 }),
  secretOutput: () => new Thing("t", {}, { additionalSecretOutputs: ["token"] }),
  secretExport: () => ({ exported: pulumi.secret("hush-hush") }),
  transforms: () => pulumi.runtime.registerResourceTransform(() => undefined),
};

const made = uses[process.env.WHAT]();
module.exports = process.env.WHAT === "secretExport" ? made : {};
