import type { Account } from "../../account/account";
import { type CreateDecision, decideCreate } from "../../account/plan/createDecision";
import { nameNotFree } from "../../account/plan/unsupported";
import { type GoalSnapshot, nearName } from "../../account/snapshot";
import { isFixedType } from "../../goals/definitions";
import { inWords } from "../../goals/difference";
import { nameTaken, nearWords } from "../../goals/names";
import type { Problem } from "../../goals/problem";
import { holdsUnknown, show } from "../../goals/text";
import { isUnknownMember } from "../../goals/unknownMember";
import { goalProblems } from "../../goals/validate";
import { withDefaults } from "../../goals/writtenDefaults";
import type { Session } from "../../session/session";
import { pausedByLibrary } from "../activeGoals";
import type { Checked } from "../handler";
import { accountProblems, managementProblems, resolved, unlessHeld } from "../managementChecks";
import { planCreate, planNothing, planUpdate } from "../plannedChanges";
import { adoptOf, isNew, type Props, refOf, wishes, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { tellLimit } from "./accountLimit";
import { autoTaggingProblems, tellAutoTagging } from "./autoTagging";
import { condemnedWords, wantedFrom } from "./diff";
import { renamedOffline, tellGoalNotices } from "./notices";

/** Every problem at once, and the inputs with what config and documented defaults add. */
export async function checkGoal(
  session: Session,
  resource: Resource,
  olds: Props,
  news: Props,
): Promise<Checked> {
  const inputs = withDefaults(withoutUnset(resolved(resource, olds, news, session.settings)));
  const isOpen = holdsUnknown([inputs.customerId, inputs.accountId]);
  const isPlaced = !isOpen && accountProblems(inputs).length === 0;
  const failures = [
    ...managementProblems(inputs),
    ...unlessHeld(goalProblems(wishes(inputs), session.settings.apiVersion), resource, olds, inputs),
    // Also of a goal that has other problems: what it is in the account must not be paused meanwhile.
    ...(isPlaced ? pausedByLibrary(session.account(refOf(inputs)), resource, olds, inputs) : []),
  ];
  if (failures.length === 0 && isOpen && isNew(olds)) planCreate(session, resource, "goals");
  if (failures.length > 0 || isOpen) return { inputs, failures };
  const account = session.account(refOf(inputs));
  session.checked.add(identityOf(resource));
  const clash = [
    ...clashes(account, resource, inputs),
    ...fixedProblems(olds, inputs),
    ...autoTaggingProblems(account, resource, inputs),
  ];
  const found = clash.length > 0 ? clash : await liveProblems(session, resource, account, olds, inputs);
  if (found.length === 0) await tellGoalNotices(session, resource, account, olds, inputs);
  if (found.length === 0 && isNew(olds)) account.goals.announce(createKey(inputs));
  return { inputs, failures: found };
}

/** The key under which a coming create is announced. */
export function createKey(inputs: Props): string {
  return `create ${String(inputs.name)}`;
}

/** Two resources of one program on one name of a customer, or on its one in-store goal. */
export function clashes(account: Account, resource: Resource, inputs: Props): readonly Problem[] {
  const { name, type } = inputs;
  if (typeof name !== "string") return [];
  const claims = account.claims.goals;
  const other = claims.claimName(name, identityOf(resource));
  if (other !== undefined) return [{ property: "name", reason: nameTaken("goal", name, other) }];
  const first = type === "InStoreTransaction" ? claims.claimInStore(identityOf(resource)) : undefined;
  if (first === undefined) return [];
  return [
    {
      property: "type",
      reason: `resource "${first}" is already an in-store goal, and a customer can have only one`,
    },
  ];
}

/** What cannot change under one name: the service has no delete, so the name of the old goal is not free for a new one. */
export function fixedProblems(olds: Props, news: Props): readonly Problem[] {
  const sameGoal = olds.name === news.name && olds.customerId === news.customerId;
  if (isNew(olds) || !sameGoal || holdsUnknown([news.name])) return [];
  const ways = `Either keep it, or give the goal a new name as well: then a new goal is created and the old one paused`;
  const problems: Problem[] = [];
  for (const property of ["scope", "accountId"] as const)
    if (isMoved(olds, news, property) && !holdsUnknown(news[property]))
      problems.push({
        property,
        reason: `cannot change from ${show(olds[property])} to ${show(news[property])} under the same name. ${ways}`,
      });
  if (isRigid(olds, news) && !holdsUnknown(news.type))
    problems.push({
      property: "type",
      reason: `cannot change from ${show(olds.type)} to ${show(news.type)} under the same name. ${ways}`,
    });
  return problems;
}

/** A change of type that the service refuses. */
function isRigid(olds: Props, news: Props): boolean {
  return olds.type !== news.type && [olds.type, news.type].some(isFixedType);
}

/** What cannot change makes it another goal: whether that one may have its name is asked when it is checked as a new one. */
function isReplaced(olds: Props, news: Props): boolean {
  const fixed = ["customerId", "accountId", "scope"] as const;
  return fixed.some((name) => isMoved(olds, news, name)) || isRigid(olds, news);
}

/** A scope that this version does not know, as an import takes it into state, is no other one: nothing can have changed it. */
function isMoved(olds: Props, news: Props, name: "customerId" | "accountId" | "scope"): boolean {
  const [before, now] = [olds[name], news[name]];
  return before !== undefined && now !== undefined && before !== now && !isUnknownMember(name, before);
}

/** What the live account says: of a new goal, what will become of it; of a new name, whether it is free. */
async function liveProblems(
  session: Session,
  resource: Resource,
  account: Account,
  olds: Props,
  inputs: Props,
): Promise<readonly Problem[]> {
  const fresh = isNew(olds);
  const renamed = !fresh && olds.name !== inputs.name && !isReplaced(olds, inputs);
  if (!fresh && !renamed) return [];
  if (holdsUnknown([inputs.type, inputs.name, inputs.adopt])) {
    if (fresh) planCreate(session, resource, "goals");
    return [];
  }
  try {
    const snapshot = await account.goalSnapshot();
    if (renamed) return renameProblems(snapshot, olds.name, inputs.name);
    return await newGoalProblems(session, resource, account, inputs);
  } catch (error) {
    return [
      {
        property: "accountId",
        reason: `the account could not be read: ${error instanceof Error ? error.message : String(error)}`,
      },
    ];
  }
}

/** A new name that another goal has. Where no goal has the old name any more, this one may have the new one already. */
export function renameProblems(snapshot: GoalSnapshot, before: unknown, name: unknown): readonly Problem[] {
  if (before === name || !snapshot.byName.has(String(before))) return [];
  const notFree = nameNotFree(snapshot, String(name));
  if (notFree !== undefined) return [{ property: "name", reason: notFree }];
  const namesake = snapshot.byName.get(String(name));
  if (namesake === undefined) return [];
  const reason = `goal ${namesake.id} already has the name ${show(name)}, and a name cannot be reused. Choose another`;
  return [{ property: "name", reason }];
}

/** Another resource of this run that takes over the same goal. */
function taker(account: Account, found: CreateDecision, resource: string): string | undefined {
  return "live" in found ? account.claims.goals.claimTake(found.live.id, resource) : undefined;
}

/** A goal that a library of this program is going to pause. */
function condemned(account: Account, found: CreateDecision): readonly Problem[] {
  if (!("live" in found)) return [];
  const { id, name } = found.live;
  const pauser = account.claims.goals.condemnedBy(id);
  return pauser === undefined ? [] : [{ property: "name", reason: condemnedWords(id, name, pauser) }];
}

/** Microsoft: error 5358, one in-store goal a customer. */
function inStoreProblems(snapshot: GoalSnapshot, inputs: Props): readonly Problem[] {
  if (inputs.type !== "InStoreTransaction") return [];
  const first = [...snapshot.byId.values()].find(({ type }) => type === "InStoreTransaction");
  if (first === undefined) return [];
  const reason = `goal ${first.id}, ${show(first.name)}, is already an in-store goal, and a customer can have only one. To take it over, add  adopt: "${first.id}"`;
  return [{ property: "type", reason }];
}

/** What will become of a new goal, told as a notice, or why it is refused. */
export async function newGoalProblems(
  session: Session,
  resource: Resource,
  account: Account,
  inputs: Props,
): Promise<readonly Problem[]> {
  const wanted = wantedFrom(resource, {}, inputs);
  const asked = {
    resource: identityOf(resource),
    wanted,
    adopt: adoptOf(inputs),
    adoptEqual: session.settings.adoptEqual,
  };
  const snapshot = await account.goalSnapshot();
  const found = decideCreate(asked, snapshot, account.claims.goals);
  const inTheWay = found.kind === "creates" ? inStoreProblems(snapshot, inputs) : condemned(account, found);
  if (inTheWay.length > 0) return inTheWay;
  const other = taker(account, found, asked.resource);
  if (other !== undefined)
    return [
      {
        property: "adopt",
        reason: `resource "${other}" already takes over the same goal. Remove one of them`,
      },
    ];
  if (found.kind !== "refused")
    account.claims.goals.leaveIds(asked.resource, "live" in found ? found.live.id : undefined);
  const tell = (severity: "info" | "warning", message: string) =>
    session.notify({ severity, message: `${nameIn(session, resource)}: ${message}` });
  switch (found.kind) {
    case "refused":
      return [{ property: "name", reason: `${found.reason}.` }];
    case "takes": {
      const change =
        found.differs.length === 0 ? "as it is" : `and changes it: ${found.differs.map(inWords).join("; ")}`;
      if (found.differs.length > 0 || holdsUnknown(wishes(inputs)))
        planUpdate(session, "goals", found.live.id, found.differs);
      else planNothing(session, found.live.id);
      tell("info", `takes over goal ${found.live.id}, ${show(found.live.name)}, ${change}`);
      if (found.differs.length > 0) await tellAutoTagging(session, resource, inputs);
      if (found.live.type === "OfflineConversion" && found.live.name !== inputs.name)
        tell("warning", renamedOffline(found.live.name, inputs.name));
      const near = nearName(snapshot, String(inputs.name), found.live.name);
      if (near !== undefined && found.live.name !== inputs.name)
        tell("warning", nearWords("goal", near, inputs.name));
      return [];
    }
    case "bringsBack":
      planUpdate(session, "goals", found.live.id, found.differs);
      tell(
        "info",
        `brings back the paused goal ${found.live.id}, ${show(found.live.name)}: it becomes Active again`,
      );
      await tellAutoTagging(session, resource, inputs);
      return [];
    case "creates":
      planCreate(session, resource, "goals");
      await tellAutoTagging(session, resource, inputs);
      tellLimit(session, resource, account, snapshot, inputs);
      if (found.near !== undefined) tell("warning", nearWords("goal", found.near, inputs.name));
      return [];
  }
}
