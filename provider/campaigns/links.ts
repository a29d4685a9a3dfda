import { counted } from "../goals/text";

/** Which of a campaign's goals are to be linked, and which are not any more. */
export interface LinkChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** What makes the one set of goals the other. */
export function linkChanges(wanted: readonly string[], live: readonly string[]): LinkChanges {
  return {
    add: wanted.filter((id) => !live.includes(id)),
    remove: live.filter((id) => !wanted.includes(id)),
  };
}

/** "goal 7", "goals 7, 8", "105 goals". */
export function goalsInWords(ids: readonly string[]): string {
  if (ids.length > MOST) return counted(ids.length, "goal");
  return `goal${ids.length === 1 ? "" : "s"} ${ids.join(", ")}`;
}

const MOST = 10;
