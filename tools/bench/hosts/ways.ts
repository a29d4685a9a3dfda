import { plain } from "../pulumi/programs";

/** How a program reaches the provider. */
export type Way = "classes" | "Node SDK" | "Node SDK, no stack traces" | "YAML";
export const WAYS: readonly Way[] = ["classes", "Node SDK", "Node SDK, no stack traces", "YAML"];

/** A tag and so many goals of it; those with the numbers `edited` count for so many minutes, the others for 60. */
export interface Goals {
  readonly goals: number;
  readonly edited?: readonly number[];
  readonly minutes?: number;
}

interface Files {
  readonly "Pulumi.yaml": string;
  readonly "index.js": string;
}

const NAME = "name: bench\n";
const NODE = "runtime: nodejs\nmain: index.js\n";

/** The files of one program, the same in each way. `plugin`: the plugin's folder. */
export function filesOf(way: Way, plugin: string, what: Goals | "one goal"): Files {
  const plugins = `plugins: { providers: [{ name: msads, path: ${JSON.stringify(plugin)} }] }\n`;
  const yaml = (resources: string) => `${NAME}runtime: yaml\n${plugins}resources:\n${resources}`;
  if (way === "YAML")
    return { "Pulumi.yaml": yaml(what === "one goal" ? ONE_YAML : manyYaml(what)), "index.js": "" };
  const program = what === "one goal" ? ONE : plain(what);
  if (way === "classes") return { "Pulumi.yaml": NAME + NODE, "index.js": program };
  const native = program.replace('"pulumi-msads"', '"pulumi-msads-native"');
  return {
    "Pulumi.yaml": NAME + NODE + plugins,
    "index.js": way === "Node SDK" ? native : `${PAUSED}${native}\n${RESUMED}`,
  };
}

/** Pulumi's SDK notes one for each output; the classes pause them by themselves. */
const PAUSED = "const limit = Error.stackTraceLimit;\nError.stackTraceLimit = 0;\n";
const RESUMED = "Error.stackTraceLimit = limit;\n";

const ONE = `const msads = require("pulumi-msads");
new msads.OfflineConversionGoal("won", { name: "Won", goalCategory: "Purchase" });`;
const ONE_YAML = `  won: { type: msads:OfflineConversionGoal, properties: { name: Won, goalCategory: Purchase } }\n`;

function manyYaml({ goals, edited = [], minutes = 60 }: Goals): string {
  const lines = Array.from({ length: goals }, (_, i) => {
    const window = edited.includes(i) ? minutes : 60;
    return `  goal${i}: { type: msads:UrlGoal, properties: { name: Goal ${i}, urlOperator: Contains, goalCategory: Purchase, tagId: "\${site.id}", urlExpression: /thanks/${i}, conversionWindowInMinutes: ${window} } }\n`;
  });
  return `  site: { type: msads:UetTag, properties: { name: Site } }\n${lines.join("")}`;
}
