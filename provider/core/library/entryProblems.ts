import { listedProblems } from "../../goals/library";
import type { Problem } from "../../goals/problem";
import { goalProblems } from "../../goals/validate";
import type { Session } from "../../session/session";
import { unlessHeld } from "../managementChecks";
import { type Props, wishes } from "../props";
import type { Entry } from "./entries";

/** What is wrong with a goal of a library. `before`: the goal's inputs so far. */
export function entryProblems(entry: Entry, before: Props, { settings }: Session): readonly Problem[] {
  const { props, resource } = entry;
  return listedProblems(entry, () =>
    unlessHeld(goalProblems(wishes(props), settings.apiVersion), resource, before, props),
  );
}
