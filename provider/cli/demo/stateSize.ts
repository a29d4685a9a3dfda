import { readFileSync } from "node:fs";

interface State {
  readonly deployment: { readonly resources: readonly { readonly type: string }[] };
}

/** How much of Pulumi's state a goal takes, from the smallest to the largest, in words. */
export function describeStateSize(stateFile: string): string {
  const { deployment } = JSON.parse(readFileSync(stateFile, "utf8")) as State;
  const goals = deployment.resources.filter(({ type }) => type.endsWith(":ConversionGoal"));
  const sizes = goals.map((goal) => JSON.stringify(goal).length / 1000);
  return `Each goal takes ${Math.min(...sizes).toFixed(1)} to ${Math.max(...sizes).toFixed(1)} kB of Pulumi's state.`;
}
