import { join } from "node:path";

/** The same goals, kept in different ways. */
export type Way =
  /** One resource of ours for each goal. */
  | "single"
  /** All goals in one resource. */
  | "library"
  /** One call for each goal, by a provider as one writes it first. */
  | "naive"
  /** The very program of `single`, its provider replaced by one that does nothing. */
  | "nothing"
  /** The very program of `library`, its provider replaced by one that does nothing. */
  | "nothing in one"
  /** As many resources as `single`, with the same inputs, through Pulumi's own `dynamic.Resource` with an empty `create`. */
  | "nothing through pulumi.dynamic"
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
const naive = (what) => [${JSON.stringify(join(PROVIDERS, "naive.js"))}, "naive" + what];
`;

const MINE =
  'const msads = require("pulumi-msads");\nconst site = new msads.UetTag("site", { name: "Main site" });\n';

type Parts = readonly [prelude: string, each: string, end?: string];
const SINGLE: Parts = [MINE, 'new msads.UrlGoal("goal" + i, goal(i));'];
const LIBRARY: Parts = [
  `${MINE}const goals = {};`,
  "const { name, ...fields } = goal(i); goals[name] = { ...fields, type: 'Url' };",
  'new msads.ConversionGoalLibrary("library", { goals });',
];

const WAYS: Readonly<Record<Way, Parts>> = {
  single: SINGLE,
  nothing: SINGLE,
  library: LIBRARY,
  "nothing in one": LIBRARY,
  naive: [
    'const site = new Plain("Tag", "site", { name: "Main site" }, naive("Tag"));\n',
    'new Plain("Goal", "goal" + i, goal(i), naive("Goal"));',
  ],
  "nothing through pulumi.dynamic": [
    `const site = { id: "1" };
const provider = { create: async () => ({ id: "1" }) };`,
    'new pulumi.dynamic.Resource(provider, "goal" + i, goal(i), {}, "bench", "Goal");',
  ],
  twins: [
    `${MINE}const of = (method) => (...args) => require("pulumi-msads/lifecycle").conversionGoal[method](...args);
const provider = Object.fromEntries(["configure", "check", "diff", "create", "read", "update", "delete"].map((m) => [m, of(m)]));
const least = { tagId: site.id, urlExpression: "/thanks", goalCategory: "Purchase" };`,
    `new msads.UrlGoal("goal" + i, { name: "Order", ...least });
new pulumi.dynamic.Resource(provider, "twin" + i, { name: "Twin", type: "Url", __msads: { name: "twin" + i }, ...least }, {}, "msads", "ConversionGoal");`,
  ],
};

/** Whose lifecycle the program of a way gets: that of this package, or one that does nothing. */
export function lifecycleOf(way: Way): string | undefined {
  return way === "nothing" || way === "nothing in one" ? join(PROVIDERS, "nothing.js") : undefined;
}

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
