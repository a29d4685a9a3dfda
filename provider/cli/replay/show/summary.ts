import { counted } from "../../../goals/text";
import type { ReplayAnswer } from "../../../replay/answer";
import { isChanged, type ShownGoal, shownGoals } from "./kinds";
import { conversions, number } from "./words";

/** How many goals the summary names. */
const NAMED = 3;

/** The answer in a sentence, and the goals that it names with what they count before and after. */
export interface Summary {
  readonly words: string;
  readonly named: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly words: string;
}

export function summaryOf(answer: ReplayAnswer): Summary {
  const shown = shownGoals(answer);
  if (answer.traffic.hits === 0 && shown.length > 0)
    return { words: "No hit could be read from this traffic, so nothing was counted.", named: [] };
  return answer.before === undefined ? ofOne(answer, shown) : ofTwo(shown);
}

function ofOne({ goals }: ReplayAnswer, shown: readonly ShownGoal[]): Summary {
  const total = goals.reduce((sum, { after }) => sum + (after?.conversions ?? 0), 0);
  const silent = shown.filter(({ kind }) => kind === "none").length;
  const rest =
    silent === 0 ? "" : `; nothing reaches ${silent === goals.length ? "any of them" : number(silent)}`;
  return {
    words:
      goals.length === 0
        ? "There are no goals."
        : `${counted(goals.length, "goal")} ${goals.length === 1 ? "counts" : "count"} ${counted(total, "conversion")}${rest}.`,
    named: [],
  };
}

function ofTwo(shown: readonly ShownGoal[]): Summary {
  if (shown.length === 0) return { words: "There are no goals.", named: [] };
  const changed = shown.filter(isChanged);
  const unclear = shown.filter(({ kind }) => kind === "unclear").length;
  const cannot = unclear === 0 ? "" : ` Not counted: ${counted(unclear, "goal")}.`;
  if (changed.length === 0)
    return {
      words: `${counted(shown.length - unclear, "goal")} ${shown.length - unclear === 1 ? "counts" : "count"} as before.${cannot}`,
      named: [],
    };
  return {
    words: `${number(changed.length)} of ${counted(shown.length, "goal")} ${changed.length === 1 ? "counts" : "count"} differently than before.${cannot}`,
    named: [...changed.slice(0, NAMED).map(inWords), ...newlyCounted(changed)],
  };
}

function inWords({ goal, kind }: ShownGoal): Named {
  const words =
    kind === "moved"
      ? `${conversions(goal.after)} as before, counted otherwise`
      : `${conversions(goal.before)} → ${conversions(goal.after)}`;
  return { name: goal.name, words };
}

/** The page or event that begins to count most. */
function newlyCounted(changed: readonly ShownGoal[]): readonly Named[] {
  const [first] = changed
    .flatMap(({ goal }) => goal.began.slice(0, 1))
    .sort((one, other) => other.hits - one.hits);
  return first === undefined ? [] : [{ name: first.what, words: "is newly counted" }];
}
