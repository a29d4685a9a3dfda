import type { GoalSnapshot } from "../../account/snapshot";
import type { Problem } from "../../goals/problem";
import { show } from "../../goals/text";
import { adoptOf, type Props } from "../props";
import { type Entry, nameOf } from "./entries";

/**
 * Props to create a goal by, where `renamedFrom` names one that the library does not have in its state: that goal is taken by its id
 * and renamed, but not without the program's consent. Where the account has no goal of the old name, the line has done its work.
 */
export function creation(
  entry: Entry,
  library: Props,
  snapshot: GoalSnapshot,
): { readonly props: Props; readonly problems: readonly Problem[] } {
  const { props, renamedFrom } = entry;
  const old = renamedFrom === undefined ? undefined : snapshot.byName.get(nameOf(renamedFrom, library));
  if (old === undefined || snapshot.byName.has(String(props.name))) return { props, problems: [] };
  const adopt = adoptOf(props);
  if (adopt === true || adopt === old.id) return { props: { ...props, adopt: old.id }, problems: [] };
  const reason = `goal ${old.id}, ${show(old.name)}, does not belong to this library yet. To take it over and rename it, add  adopt: "${old.id}"; to create a new goal, remove renamedFrom`;
  return { props, problems: [{ property: "renamedFrom", reason }] };
}
