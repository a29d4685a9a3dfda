import type { Account } from "../../account/account";
import type { LiveGoal } from "../../goals/goal";
import type { Problem } from "../../goals/problem";
import { show } from "../../goals/text";
import type { Session } from "../../session/session";
import { tellAutoTagging } from "../goal/autoTagging";
import { pauseKey } from "../goal/diff";
import { planPause } from "../plannedChanges";
import type { Props } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import type { Matched } from "./match";
import { pauseWords } from "./pauseWords";
import { creation } from "./renames";

/** How many unlisted goals a run pauses unless told otherwise. */
const PAUSE_AT_MOST = 10;

/** The active goals of the account that the library does not list; none unless `unlisted` is "pause". */
export async function unlistedGoals(
  account: Account,
  library: Props,
  { listed, left }: Matched,
): Promise<readonly LiveGoal[]> {
  if (library.unlisted !== "pause") return [];
  const snapshot = await account.goalSnapshot();
  const names = new Set(listed.map(({ entry }) => entry.props.name));
  // One that is taken over under the name that it had before has that name still.
  const ids = new Set(
    listed.flatMap(({ entry, known }) => [creation(entry, library, snapshot).props.adopt, known?.id]),
  );
  // What leaves and is to stay (onDelete: retain) would be unlisted in the next run: it is so now.
  for (const { id, outputs } of left) if (outputs.onDelete !== "retain") ids.add(id);
  return [...snapshot.byId.values()].filter(
    ({ id, name, fields }) => fields.status === "Active" && !names.has(name) && !ids.has(id),
  );
}

/** Why unlisted goals cannot be paused: they are another resource's, or more than a mistake should pause. */
export function unlistedProblems(
  account: Account,
  library: Props,
  unlisted: readonly LiveGoal[],
): readonly Problem[] {
  const { goals } = account.claims;
  const problems = unlisted.flatMap(({ id, name }): readonly Problem[] => {
    const holder = goals.wanterOf(id);
    if (holder === undefined) return [];
    const reason = `goal ${id}, ${show(name)}, would be paused, but resource "${holder}" of this program manages it. List it here and remove it there, or use unlisted: "ignore"`;
    return [{ property: "unlisted", reason }];
  });
  const most = typeof library.pauseAtMost === "number" ? library.pauseAtMost : PAUSE_AT_MOST;
  if (unlisted.length <= most) return problems;
  const list = unlisted.map(({ id, name }) => `${show(name)} (${id})`).join(", ");
  const goalsInWords =
    unlisted.length === 1 ? "1 goal that is not listed" : `${unlisted.length} goals that are not listed`;
  const allowed = most === 1 ? "1 is allowed" : `${most} are allowed`;
  const reason = `${goalsInWords} would be paused, and ${allowed}: ${list}. If that is meant, set pauseAtMost: ${unlisted.length}`;
  return [...problems, { property: "pauseAtMost", reason }];
}

/** Notes and tells that unlisted goals will be paused; or says why they must not. */
export async function condemn(
  session: Session,
  resource: Resource,
  account: Account,
  library: Props,
  unlisted: readonly LiveGoal[],
): Promise<readonly Problem[]> {
  const problems = unlistedProblems(account, library, unlisted);
  if (problems.length > 0) return problems;
  for (const { id } of unlisted) account.claims.goals.condemn(id, identityOf(resource));
  // Another provider's process may have claimed one meanwhile: one of the two sees the other.
  const since = unlistedProblems(account, library, unlisted);
  if (since.length > 0) return since;
  for (const goal of unlisted) {
    const { id, type, fields } = goal;
    account.goals.announce(pauseKey(id));
    planPause(session, id);
    // Who counts what a preview says must have it before the preview can end.
    await session.notify({ severity: "info", message: pauseWords(nameIn(session, resource), goal) });
    await tellAutoTagging(session, resource, { ...library, type, scope: fields.scope });
  }
  return [];
}
