import { listedProblems } from "../../goals/library";
import { goalProblems, type Problem } from "../../goals/validate";
import { unlessHeld } from "../checking";
import { type Props, wishes } from "../shape";
import type { Session } from "../world";
import type { Entry } from "./entries";

/** What is wrong with a goal of a library. `before`: the goal's inputs so far. */
export function entryProblems(entry: Entry, before: Props, { settings }: Session): readonly Problem[] {
  const { props } = entry;
  return listedProblems(entry, () =>
    unlessHeld(goalProblems(wishes(props), settings.apiVersion), before, props),
  );
}
