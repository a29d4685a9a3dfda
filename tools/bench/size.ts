import { readFileSync } from "node:fs";
import type { Service } from "./emulator";
import { judged, type Row } from "./row";
import { Stack } from "./stack";

interface State {
  readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
}

/** What a minimal goal takes of Pulumi's state, as ours and through Pulumi's own class. */
export async function sizeRows(service: Service): Promise<readonly Row[]> {
  await service.reset(0);
  const stack = new Stack(service, "twins", 1, 8);
  try {
    await stack.up();
    const { deployment } = JSON.parse(readFileSync(stack.stateFile, "utf8")) as State;
    const size = (name: string) =>
      JSON.stringify(deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`))).length;
    const [ours, twin] = [size("goal0"), size("twin0")];
    return [
      judged("state of a minimal UrlGoal", `${(ours / 1_000).toFixed(2)} kB`, "≤ 2.4 kB", ours <= 2_400),
      judged(
        "state against the same goal through pulumi.dynamic.Resource",
        `${(ours / twin).toFixed(2)} × of ${(twin / 1_000).toFixed(2)} kB`,
        "≤ 0.6 ×",
        ours / twin <= 0.6,
      ),
    ];
  } finally {
    stack.remove();
  }
}
