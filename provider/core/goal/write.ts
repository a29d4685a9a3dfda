import type { Account } from "../../account/account";
import type { Arrival } from "../../account/batch/gather";
import type { GoalOutcome } from "../../account/plan/requests";
import { notOurs } from "../../account/plan/unsupported";
import { changesIn, compareGoal } from "../../goals/compare";
import { pausePatch } from "../../goals/patch";
import { show } from "../../goals/text";
import type { WantedGoal } from "../../goals/wanted";
import type { Session } from "../../session/session";
import { adoptOf, type Props, refOf } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { retention } from "../retention";
import { tellAutoTagging } from "./autoTagging";
import { createKey } from "./check";
import { pauseKey, updateKey, wantedFrom } from "./diff";
import { tellRounded } from "./rounded";

/** Creates a goal, or takes the one that is there. */
export async function createGoal(
  session: Session,
  resource: Resource,
  news: Props,
  operation?: string,
): Promise<GoalOutcome> {
  const wanted = wantedFrom(resource, {}, news);
  const request = {
    op: "create",
    resource: identityOf(resource),
    wanted,
    adopt: adoptOf(news),
    adoptEqual: session.settings.adoptEqual,
  } as const;
  const { goals } = session.account(refOf(news));
  const outcome = await goals.submit(request, arrival(createKey(news), operation));
  return told(session, resource, news, wanted, outcome);
}

/** Makes a goal that exists as the program wants it; nothing is asked for where it is so already. */
export async function updateGoal(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
  operation?: string,
): Promise<GoalOutcome> {
  const account = session.account(refOf(news));
  const live = (await account.goalSnapshot([id])).byId.get(id);
  const wanted = wantedFrom(resource, olds, news);
  if (live !== undefined && changesIn(compareGoal(wanted, live)).length === 0) {
    account.goals.withdraw(updateKey(id));
    return { ok: true, live };
  }
  const request = {
    op: "update",
    resource: identityOf(resource),
    id,
    wanted,
  } as const;
  const outcome = await account.goals.submit(request, arrival(updateKey(id), operation));
  return told(session, resource, news, wanted, outcome);
}

function told(
  session: Session,
  resource: Resource,
  _news: Props,
  wanted: WantedGoal,
  outcome: GoalOutcome,
): GoalOutcome {
  // As sent: what the service shows now, it has made of that.
  const { before: _, ...sent } = wanted;
  if (outcome.ok && outcome.live !== undefined)
    tellRounded(session, resource, compareGoal(sent, outcome.live));
  return outcome;
}

/**
 * There is no delete: the goal is paused, or left as it is where another resource has it or the outputs say so. A run that checks nothing
 * (destroy, for one) knows nothing that the program says now, and Pulumi gives it an earlier run's config: there the environment may say so, too.
 */
export async function leaveGoal(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  operation?: string,
): Promise<GoalOutcome> {
  const account = session.account(refOf(olds));
  const kept = wantedByOther(account, id) ?? retention(session, olds);
  const why = kept ?? (await unsupported(account, id));
  if (why === undefined) {
    const live = (await account.goalSnapshot([id])).byId.get(id);
    const isPaused = live !== undefined && pausePatch(live) !== undefined;
    // The request does not wait for it: others would leave without it.
    const telling = isPaused
      ? tellAutoTagging(session, resource, { ...olds, type: live.type, scope: live.fields.scope })
      : undefined;
    const outcome = await account.goals.submit(
      { op: "pause", resource: identityOf(resource), id, isDelete: operation === undefined },
      // What leaves a library that stays may be another resource's, which the engine has yet to ask of.
      operation === undefined ? {} : { key: pauseKey(id), operation, mayBeWanted: true },
    );
    await telling;
    return outcome;
  }
  account.goals.withdraw(pauseKey(id));
  const message = `${nameIn(session, resource)}: goal ${id}, ${show(olds.name)}, stays as it is${why}`;
  session.notify({ severity: "info", message });
  return { ok: true, live: undefined };
}

function arrival(key: string, operation: string | undefined): Arrival {
  return { key, ...(operation === undefined ? {} : { operation }) };
}

function wantedByOther({ claims }: Account, id: string): string | undefined {
  const holder = claims.goals.holderOf(id);
  if (holder !== undefined) return `: resource "${holder}" now manages it`;
  const wanter = claims.goals.wanterOf(id);
  return wanter === undefined ? undefined : `: resource "${wanter}" will take it over`;
}

/** For a goal that the account shows and that the API cannot write. */
async function unsupported(account: Account, id: string): Promise<string | undefined> {
  const why = notOurs(await account.goalSnapshot([id]), id);
  return why === undefined ? undefined : `: ${why}`;
}
