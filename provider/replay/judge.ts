import type { GoalProblem } from "./answer";
import { isOfTexts, isOfVisits, pairsOf } from "./match/target";
import type { Tried } from "./match/tries";
import type { ReplayGoal } from "./replayGoal";

/** Why traffic cannot tell what a goal counts, as far as that is known before any traffic. */
export function obstacle(goal: ReplayGoal): GoalProblem | undefined {
  const problem = (words: string) => ({ kind: "cannot be counted", words }) as const;
  if (!isOfTexts(goal) && !isOfVisits(goal))
    return problem(`Traffic of a website does not show what a goal of type ${goal.type} counts.`);
  const secret = goal.hidden ?? [];
  return secret.length === 0
    ? undefined
    : problem(`Its ${secret.join(", ")} ${secret.length === 1 ? "is" : "are"} not known here.`);
}

/** What is wrong with the regular expressions of a goal. */
export function expressionProblems(goal: ReplayGoal, tried: readonly Tried[]): readonly GoalProblem[] {
  const fieldOf = ({ original }: Tried) => {
    const pair = pairsOf(goal).find(
      ({ operator, expression }) => operator === "RegularExpression" && expression === original,
    );
    return pair === undefined
      ? "regular expression"
      : `${pair.subject === "page" ? "url" : pair.subject}Expression`;
  };
  return tried.flatMap((each): readonly GoalProblem[] => {
    if (each.state === "unreadable")
      return [
        {
          kind: "expression unreadable",
          words: `JavaScript cannot read its ${fieldOf(each)}, so it is not counted here. Microsoft does not say which dialect its service reads.`,
        },
      ];
    if (each.state === "too slow")
      return [
        {
          kind: "expression too slow",
          words: `Its ${fieldOf(each)} takes too long on some texts, so it was given up and is not counted here.`,
        },
      ];
    return [];
  });
}

/** What stands out in what a goal has counted. `possible`: how much it could have reached. */
export function findings(
  goal: ReplayGoal,
  isPaused: boolean,
  reached: number,
  possible: number,
): readonly GoalProblem[] {
  if (isPaused) return [{ kind: "paused", words: "It is paused, and a paused goal counts nothing." }];
  const [what, each] = nounsOf(goal);
  if (reached === 0)
    return [{ kind: "nothing reaches it", words: `No ${each} of this traffic reaches it.${spelling(goal)}` }];
  if (reached < possible || possible < fewest) return [];
  return [
    {
      kind: "matches everything",
      words: `All ${possible.toLocaleString("en-US")} ${what} that it looks at reach it.`,
    },
  ];
}

/** Tags send addresses as browsers write them. */
function spelling({ type, urlExpression = "" }: ReplayGoal): string {
  return type === "Url" && /[^\p{ASCII}]/u.test(urlExpression)
    ? " Its urlExpression has letters that browsers write otherwise in an address: ö is %C3%B6 there, and xn-- begins a host with such letters."
    : "";
}

/** Fewer than so many may well be all alike. */
const fewest = 20;

function nounsOf({ type }: ReplayGoal): readonly [string, string] {
  if (type === "Url") return ["page loads", "page load"];
  return type === "Event" ? ["events", "event"] : ["visits", "visit"];
}
