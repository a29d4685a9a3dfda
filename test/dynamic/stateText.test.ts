import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";
import * as msads from "../../provider";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
const registered: Registered[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, name, inputs });
      return { id: `${name}-id`, state: inputs };
    },
    call: () => ({}),
  }),
);

/** Waits for the resource to be registered, and takes what was sent. */
async function sent(resource: pulumi.CustomResource): Promise<Registered> {
  await new Promise((resolve) => resource.id.apply(resolve));
  const found = registered.pop();
  if (found === undefined) throw new Error("nothing was registered");
  return found;
}

const args = { name: "Order", tagId: "4711", urlExpression: "/thanks", goalCategory: "Purchase" } as const;

/** The same through Pulumi's own class. */
class Twin extends pulumi.dynamic.Resource {
  constructor(name: string, props: Record<string, unknown>, type: string) {
    const provider = { create: async () => ({ id: "1" }) };
    super(provider, name, props, {}, "msads", type);
  }
}

test("a goal registers what pulumi.dynamic.Resource of this SDK would send, but for the provider's text", async () => {
  const own = await sent(new msads.UrlGoal("order", args));
  const twin = await sent(new Twin("order", { ...args, type: "Url" }, "ConversionGoal"));
  expect({ ...own, inputs: { ...own.inputs, __provider: twin.inputs.__provider } }).toEqual(twin);
  expect(typeof twin.inputs.__provider).toBe(typeof own.inputs.__provider);
});

test("a tag likewise", async () => {
  const own = await sent(new msads.UetTag("site", { name: "Site" }));
  const twin = await sent(new Twin("site", { name: "Site" }, "UetTag"));
  expect({ ...own, inputs: { ...own.inputs, __provider: twin.inputs.__provider } }).toEqual(twin);
});

test("a library likewise", async () => {
  const goals = { Deal: { type: "OfflineConversion", goalCategory: "Purchase" } } as const;
  const own = await sent(new msads.ConversionGoalLibrary("all", { goals }));
  const twin = await sent(new Twin("all", { goals }, "ConversionGoalLibrary"));
  expect({ ...own, inputs: { ...own.inputs, __provider: twin.inputs.__provider } }).toEqual(twin);
});

test("the texts that state holds, for ever", async () => {
  const texts = [
    await sent(new msads.UrlGoal("g", args)),
    await sent(new msads.UetTag("t", { name: "T" })),
    await sent(new msads.ConversionGoalLibrary("l", { goals: {} })),
    await sent(new msads.AccountConversionSettings("a", { autoTagging: true })),
    await sent(new msads.CampaignConversionGoals("c", { campaignId: "4711", goalIds: [] })),
  ];
  expect(texts.map(({ type, inputs }) => [type, inputs.__provider])).toEqual([
    [
      "pulumi-nodejs:dynamic/msads:ConversionGoal",
      'exports.handler=()=>require("pulumi-msads/lifecycle").conversionGoal',
    ],
    ["pulumi-nodejs:dynamic/msads:UetTag", 'exports.handler=()=>require("pulumi-msads/lifecycle").uetTag'],
    [
      "pulumi-nodejs:dynamic/msads:ConversionGoalLibrary",
      'exports.handler=()=>require("pulumi-msads/lifecycle").conversionGoalLibrary',
    ],
    [
      "pulumi-nodejs:dynamic/msads:AccountConversionSettings",
      'exports.handler=()=>require("pulumi-msads/lifecycle").accountConversionSettings',
    ],
    [
      "pulumi-nodejs:dynamic/msads:CampaignConversionGoals",
      'exports.handler=()=>require("pulumi-msads/lifecycle").campaignConversionGoals',
    ],
  ]);
});
