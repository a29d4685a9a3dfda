import type { Problem } from "../goals/validate";
import { readAt } from "./plainInputs";
import { settledOf, unresolvedIn } from "./unresolved";

/** What is wrong with values that come from outputs and promises, once they are there. What fails is told by its own value. */
export async function lateProblems(args: unknown, path = ""): Promise<readonly Problem[]> {
  const found = unresolvedIn(args, path).map(async (each) => {
    try {
      const value = await settledOf(each.value);
      return [...readAt(value, each.path).problems, ...(await lateProblems(value, each.path))];
    } catch {
      return [];
    }
  });
  return (await Promise.all(found)).flat();
}
