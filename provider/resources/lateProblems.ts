import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../goals/problem";
import { ENDLESS, readAt } from "./plainInputs";
import { withoutSecretKeys } from "./secretPaths";
import { settledOf, type Unresolved, unresolvedIn } from "./unresolved";

/** What is wrong with values that come from outputs and promises, once they are there. What fails is told by its own value. */
export async function lateProblems(args: unknown): Promise<readonly Problem[]> {
  return (await Promise.all(unresolvedIn(args, "").map((each) => problemsOf(each, [])))).flat();
}

async function problemsOf(
  { path, value }: Unresolved,
  above: readonly unknown[],
): Promise<readonly Problem[]> {
  if (above.includes(value)) return [{ property: path, reason: ENDLESS }];
  try {
    const settled = await settledOf(value);
    const inside = unresolvedIn(settled, path).map((each) => problemsOf(each, [...above, value]));
    const problems = [...readAt(settled, path).problems, ...(await Promise.all(inside)).flat()];
    const isSecret = pulumi.Output.isInstance(value) && (await pulumi.isSecret(value));
    return isSecret ? withoutSecretKeys(problems, [path]) : problems;
  } catch {
    return [];
  }
}
