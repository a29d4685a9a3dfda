// Notes every call of its provider, with its process, in CALLLOG; a create ends only once the file HELD_UNTIL is there.
const pulumi = require("@pulumi/pulumi");

const provider = {
  note(op, name, extra) {
    const line = JSON.stringify({ op, name, pid: process.pid, ...extra });
    require("node:fs").appendFileSync(process.env.CALLLOG, `${line}\n`);
  },
  configure(request) {
    const env = process.env.PULUMI_CONFIG;
    this.note("configure", request.config.get("greeting"), { count: request.config.get("other:count"), env });
  },
  async say(message, urn, ephemeral) {
    const grpc = require("@grpc/grpc-js");
    const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
    const { LogRequest } = require("@pulumi/pulumi/proto/engine_pb");
    const client = new EngineClient(process.argv[2], grpc.credentials.createInsecure());
    const request = new LogRequest().setSeverity(2).setMessage(message).setUrn(urn).setEphemeral(ephemeral);
    await new Promise((resolve, reject) =>
      client.log(request, (error) => (error ? reject(error) : resolve())),
    );
    client.close();
  },
  async diff(_id, olds, news) {
    this.note("diff", news.name);
    return { changes: olds.value !== news.value };
  },
  async create(inputs) {
    this.note("create", inputs.name);
    while (process.env.HELD_UNTIL && !require("node:fs").existsSync(process.env.HELD_UNTIL))
      await new Promise((resolve) => setTimeout(resolve, 20));
    if (inputs.talks) {
      console.log("a line of the provider");
      await this.say("about a goal", inputs.about, false);
      await this.say("half way", "", true);
    }
    return { id: `${inputs.name}-1`, outs: { value: inputs.value } };
  },
  async read(id, props) {
    this.note("read", id);
    return { id, props: { ...props, value: "changed outside" } };
  },
  async delete(id) {
    this.note("delete", id);
  },
};

class Thing extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(provider, name, { name, ...args }, opts);
  }
}

const config = new pulumi.Config();
console.log("a line of the program");
const first = new Thing("first", {
  value: 1,
  talks: true,
  about: `urn:pulumi:${pulumi.getStack()}::talk::pulumi-nodejs:dynamic:Resource::first`,
});
pulumi.log.warn("about the first", first);
new Thing("second", { value: first.value });
module.exports = {
  greeting: config.get("greeting"),
  declared: config.get("declared"),
  nested: config.getObject("nested"),
  count: new pulumi.Config("other").getNumber("count"),
  dryRun: pulumi.runtime.isDryRun(),
};
