import { join } from "node:path";

/** The same goals, kept in different ways. */
export type Way =
  /** One resource of ours for each goal. */
  | "single"
  /** All goals in one resource. */
  | "library"
  /** One call for each goal, by a provider as one writes it first. */
  | "naive"
  /** As many resources as `single`, with the same inputs, of a provider that does nothing. */
  | "nothing"
  /** The same, through Pulumi's own `dynamic.Resource` with an empty `create`. */
  | "nothing through pulumi.dynamic"
  /** The same, declaring as many outputs as a goal of ours. */
  | "nothing with outputs"
  /** One resource with the inputs of `library`, of a provider that does nothing. */
  | "nothing in one"
  /** The least that a goal needs, as a resource of ours and with our lifecycle behind Pulumi's own `dynamic.Resource`. */
  | "twins";

const PROVIDERS = join(__dirname, "providers");

const HEAD = `
const pulumi = require("@pulumi/pulumi");
class Plain extends pulumi.CustomResource {
  constructor(type, name, props, provider) {
    super("pulumi-nodejs:dynamic/bench:" + type, name, { ...props, __provider: "exports.handler=()=>require(" + JSON.stringify(provider[0]) + ")." + provider[1] });
  }
}
const nothing = [${JSON.stringify(join(PROVIDERS, "nothing.js"))}, "nothing"];
const naive = (what) => [${JSON.stringify(join(PROVIDERS, "naive.js"))}, "naive" + what];
`;

/** What a UrlGoal declares beside its inputs. */
const OUTPUTS = [
  "type",
  "attributionModelType",
  "countType",
  "excludeFromBidding",
  "isEnhancedConversionsEnabled",
  "revenue",
  "scope",
  "status",
  "trackingStatus",
  "viewThroughConversionWindowInMinutes",
  "customerId",
  "accountId",
  "resourceName",
];

const MINE =
  'const msads = require("pulumi-msads");\nconst site = new msads.UetTag("site", { name: "Main site" });\n';
const NO_TAG = 'const site = new Plain("Tag", "site", { name: "Main site" }, nothing);\n';

const WAYS: Readonly<Record<Way, readonly [prelude: string, each: string, end?: string]>> = {
  single: [MINE, 'new msads.UrlGoal("goal" + i, goal(i));'],
  library: [
    `${MINE}const goals = {};`,
    "const { name, ...fields } = goal(i); goals[name] = { ...fields, type: 'Url' };",
    'new msads.ConversionGoalLibrary("library", { goals });',
  ],
  naive: [
    'const site = new Plain("Tag", "site", { name: "Main site" }, naive("Tag"));\n',
    'new Plain("Goal", "goal" + i, goal(i), naive("Goal"));',
  ],
  nothing: [NO_TAG, 'new Plain("Goal", "goal" + i, goal(i), nothing);'],
  "nothing through pulumi.dynamic": [
    `${NO_TAG}const provider = { create: async () => ({ id: "1" }) };`,
    'new pulumi.dynamic.Resource(provider, "goal" + i, goal(i), {}, "bench", "Goal");',
  ],
  "nothing with outputs": [
    `${NO_TAG}const outputs = Object.fromEntries(${JSON.stringify(OUTPUTS)}.map((name) => [name, undefined]));`,
    'new Plain("Goal", "goal" + i, { ...outputs, ...goal(i) }, nothing);',
  ],
  "nothing in one": [
    `${NO_TAG}const goals = {};`,
    "const { name, ...fields } = goal(i); goals[name] = { ...fields, type: 'Url' };",
    'new Plain("Library", "library", { goals }, nothing);',
  ],
  twins: [
    `${MINE}const of = (method) => (...args) => require("pulumi-msads/lifecycle").conversionGoal[method](...args);
const provider = Object.fromEntries(["configure", "check", "diff", "create", "read", "update", "delete"].map((m) => [m, of(m)]));
const least = { tagId: site.id, urlExpression: "/thanks", goalCategory: "Purchase" };`,
    `new msads.UrlGoal("goal" + i, { name: "Order", ...least });
new pulumi.dynamic.Resource(provider, "twin" + i, { name: "Twin", type: "Url", resourceName: "twin" + i, ...least }, {}, "msads", "ConversionGoal");`,
  ],
};

/** A program with so many goals, of which the first `changed` count conversions of so many minutes, the others of 60. */
export function programOf(way: Way, goals: number, changed = 0, minutes = 90): string {
  const [prelude, each, end = ""] = WAYS[way];
  return `${HEAD}${prelude}
const goal = (i) => ({
  name: "Goal " + String(i).padStart(4, "0"), tagId: site.id, urlOperator: "Contains", urlExpression: "/thanks/" + i,
  goalCategory: "Purchase", conversionWindowInMinutes: i < ${changed} ? ${minutes} : 60,
});
for (let i = 0; i < ${goals}; i++) { ${each} }
${end}
`;
}
