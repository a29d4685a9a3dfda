// Logs after the run has failed: the SDK has closed its way to the engine by then.
const pulumi = require("@pulumi/pulumi");

class Thing extends pulumi.dynamic.Resource {
  constructor(name) {
    const check = async (_, inputs) => ({ inputs, failures: [{ property: "name", reason: "refused" }] });
    super({ check, create: async () => ({ id: name }) }, name, {});
  }
}

new Thing("bad");
const late = setInterval(() => pulumi.log.warn("late,\nand in two lines"), 100);
setTimeout(() => clearInterval(late), 1_200);
