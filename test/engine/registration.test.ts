import { describe, expect, it } from "vitest";
import { readGoal, seconds, Unsupported } from "../../provider/engine/registration";
import { loadSdk } from "../../provider/engine/sdk";

const { resource } = loadSdk(__dirname);
type Request = InstanceType<typeof resource.RegisterResourceRequest>;

/** What the SDK sends for a dynamic resource called "t". */
function request(change: (request: Request) => unknown = () => undefined): Request {
  const made = new resource.RegisterResourceRequest();
  made.setType("pulumi-nodejs:dynamic:Resource").setName("t").setCustom(true);
  change(made);
  return made;
}

describe("what a registration asks for", () => {
  it("is read without what is unset", () => {
    expect(readGoal(request())).toEqual({
      ...{ type: "pulumi-nodejs:dynamic:Resource", name: "t", custom: true, inputs: {}, protect: false },
      ...{ dependencies: [], propertyDependencies: {}, ignoreChanges: [], replaceOnChanges: [] },
      ...{ additionalSecretOutputs: [], retainOnDelete: false, customTimeouts: {} },
    });
  });

  it("tells an option that is off from one that is unset", () => {
    const off = request((r) => r.setDeletebeforereplacedefined(true).setDeletebeforereplace(false));
    expect(readGoal(off).deleteBeforeReplace).toBe(false);
    expect(readGoal(request())).not.toHaveProperty("deleteBeforeReplace");
  });

  it("has time limits in seconds", () => {
    const timeouts = new resource.RegisterResourceRequest.CustomTimeouts().setCreate("5m").setUpdate("1h30m");
    expect(readGoal(request((r) => r.setCustomtimeouts(timeouts))).customTimeouts).toEqual({
      create: 300,
      update: 5400,
    });
  });

  it.each([
    ["ignoreChanges", (r: Request) => r.setIgnorechangesList(["a["])],
    ["replaceOnChanges", (r: Request) => r.setReplaceonchangesList(["a..b"])],
  ])("is refused with a path in %s that is none", (_option, change) => {
    expect(() => readGoal(request(change))).toThrow(/is not a property path/);
  });
});

describe("what this engine does not do is refused by name", () => {
  const hooks = new resource.RegisterResourceRequest.ResourceHooksBinding();
  it.each([
    ["option aliases", (r: Request) => r.setAliasurnsList(["urn:pulumi:dev::shop::a:b:C::before"])],
    ["option import", (r: Request) => r.setImportid("id-1")],
    [
      "option provider",
      (r: Request) => r.setProvider("urn:pulumi:dev::shop::pulumi:providers:other::mine::id"),
    ],
    ["option hooks", (r: Request) => r.setHooks(hooks)],
    ["option replaceWith", (r: Request) => r.setReplaceWithList(["urn:pulumi:dev::shop::a:b:C::other"])],
    ["an explicit provider", (r: Request) => r.setType("pulumi:providers:random")],
    ['package "random"', (r: Request) => r.setType("random:index:Id")],
    [
      "a component of another package",
      (r: Request) => r.setCustom(false).setRemote(true).setType("other:index:Box"),
    ],
  ])("%s", (what, change) => {
    const read = (): unknown => readGoal(request(change));
    expect(read).toThrow(Unsupported);
    expect(read).toThrow(`resource "t"`);
    expect(read).toThrow(what);
  });
});

describe("durations", () => {
  it.each([
    ["5m", 300],
    ["1h30m", 5400],
    ["1.5s", 1.5],
    ["250ms", 0.25],
  ])("%s", (text, expected) => {
    expect(seconds(text)).toBe(expected);
  });

  it.each(["", "soon", "5", "5m later", "m"])("%j is none", (text) => {
    expect(() => seconds(text)).toThrow(/is not a duration/);
  });
});
