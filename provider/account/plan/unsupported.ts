import { isUnsupported, type UnsupportedGoal, unsupportedWords } from "../../goals/goal";
import { foldName } from "../../goals/names";
import { show } from "../../goals/text";
import type { Named, Snapshot } from "../snapshot";

/** Why a name is not free: the goal that has it can be neither taken over nor changed. */
export function nameNotFree(snapshot: Snapshot<Named>, name: string): string | undefined {
  const namesakes = snapshot.byFoldedName.get(foldName(name)) ?? [];
  const found = namesakes.find(
    (thing): thing is UnsupportedGoal => isUnsupported(thing) && thing.name === name,
  );
  return found === undefined ? undefined : `${words(found)}. Names are unique in a customer: choose another`;
}

/** Why no resource can manage an id. */
export function idNotOurs(snapshot: Snapshot<Named>, id: string): string | undefined {
  const why = notOurs(snapshot, id);
  return why === undefined ? undefined : `${why}. Remove it from the program`;
}

/** The same, where the program has nothing to do with it any more. */
export function notOurs(snapshot: Snapshot<Named>, id: string): string | undefined {
  const found = snapshot.unsupported.get(id);
  return found === undefined ? undefined : words(found);
}

function words(goal: UnsupportedGoal): string {
  const { what, why } = unsupportedWords(goal);
  return `${what}, ${show(goal.name)}, can be neither taken over nor changed: ${why}`;
}
