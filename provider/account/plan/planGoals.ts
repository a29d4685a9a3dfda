import { type Comparison, compareGoal } from "../../goals/compare";
import type { GoalFields } from "../../goals/goal";
import { fieldsToAdd, patchOf, pausePatch } from "../../goals/patch";
import { show } from "../../goals/text";
import { unsendableWords } from "../../goals/unknownMember";
import type { WantedGoal } from "../../goals/wanted";
import { MsadsError } from "../../service/errors";
import type { Claims } from "../claims";
import type { GoalSnapshot } from "../snapshot";
import { compareTaken, decideCreate, fixedIn, fixedWords } from "./createDecision";
import { orRefused } from "./orRefused";
import type { GoalRequest } from "./requests";
import { idNotOurs, nameNotFree } from "./unsupported";
import type { Payload, Step } from "./writePlan";

/** Turns what resources ask of an account's goals into what is sent. Pure; one answer for each request, in order. */
export function planGoals(
  requests: readonly GoalRequest[],
  snapshot: GoalSnapshot,
  claims: Claims,
): readonly Step[] {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const steps = new Map<GoalRequest, Step>();
  // Pauses last: what another resource of the set takes over is not paused any more, whichever was asked for first.
  const isPause = ({ op }: GoalRequest) => op === "pause";
  for (const request of [...requests.filter((each) => !isPause(each)), ...requests.filter(isPause)]) {
    const step = orRefused(request.resource, () => planOne(request, names, snapshot, claims));
    const id = "id" in step ? step.id : undefined;
    const other = id === undefined ? undefined : ids.get(id);
    if (id !== undefined) ids.set(id, other ?? request.resource);
    steps.set(request, id === undefined || other === undefined ? step : secondOn(request, id, other));
  }
  return requests.flatMap((request) => steps.get(request) ?? []);
}

/** A second request for one goal. */
function secondOn({ op, resource }: GoalRequest, id: string, other: string): Step {
  if (op === "pause") return { do: "nothing", resource, id };
  return refuse(
    resource,
    `resources "${other}" and "${resource}" both manage goal ${id}. Remove one of them from the program, or its adopt.`,
  );
}

function planOne(
  request: GoalRequest,
  names: Map<string, string>,
  snapshot: GoalSnapshot,
  claims: Claims,
): Step {
  if (request.op === "pause") return planPause(request, snapshot, claims);
  // A name that is ignored stays as it is live: this request wants none.
  if (request.op === "update" && ignoresName(request.wanted)) return planUpdate(request, snapshot);
  const name = String(request.wanted.fields.name);
  const other = names.get(name);
  if (other !== undefined)
    return refuse(
      request.resource,
      `resources "${other}" and "${request.resource}" both want the goal name ${show(name)}; names must be unique within a customer`,
    );
  names.set(name, request.resource);
  return request.op === "create" ? planCreate(request, snapshot, claims) : planUpdate(request, snapshot);
}

function ignoresName({ ignored = [] }: WantedGoal): boolean {
  return ignored.includes("name") || ignored.includes("*");
}

function planCreate(
  request: Extract<GoalRequest, { op: "create" }>,
  snapshot: GoalSnapshot,
  claims: Claims,
): Step {
  const { resource, wanted } = request;
  const found = decideCreate(request, snapshot, claims);
  if (found.kind === "refused")
    return refuse(resource, `goal ${show(wanted.fields.name)} was not created: ${found.reason}.`);
  if (found.kind !== "creates") return planPatch(resource, compareTaken(request, found.live));
  const name = String(wanted.fields.name);
  return { do: "add", resource, name, payload: payloadOf(wanted, fieldsToAdd(wanted)) };
}

function planUpdate(request: Extract<GoalRequest, { op: "update" }>, snapshot: GoalSnapshot): Step {
  const { resource, id, wanted } = request;
  const notOurs = idNotOurs(snapshot, id);
  if (notOurs !== undefined) return refuse(resource, `${notOurs}.`);
  const live = snapshot.byId.get(id);
  if (live === undefined && snapshot.doubt !== undefined) return refuse(resource, `${snapshot.doubt}.`);
  if (live === undefined)
    return refuse(
      resource,
      `goal ${show(wanted.fields.name)} (id ${id}) is gone from the account. Run pulumi up again: it will be created again.`,
    );
  const compared = compareGoal(wanted, live);
  const fixed = fixedIn(compared);
  if (fixed.length > 0)
    return refuse(
      resource,
      `goal ${show(live.name)} (id ${id}): ${fixedWords(fixed)} cannot be changed. Give the goal a new name as well, then it is replaced.`,
    );
  const namesake = snapshot.byName.get(String(wanted.fields.name));
  if (namesake !== undefined && namesake.id !== id && !ignoresName(wanted))
    return refuse(
      resource,
      `goal ${show(live.name)} (id ${id}) cannot take the name ${show(namesake.name)}: goal ${namesake.id} has it, and a name cannot be reused.`,
    );
  const notFree = ignoresName(wanted) ? undefined : nameNotFree(snapshot, String(wanted.fields.name));
  if (notFree !== undefined) return refuse(resource, `goal ${show(live.name)} (id ${id}): ${notFree}.`);
  return planPatch(resource, compared);
}

function planPatch(resource: string, compared: Comparison): Step {
  const { wanted, live } = compared;
  const { id } = live;
  const fields = patchOf(compared);
  if (fields === undefined) return { do: "nothing", resource, id };
  const unsendable = unsendableWords(wanted.type, fields);
  if (unsendable !== undefined)
    return refuse(
      resource,
      `goal ${show(live.name)} (id ${id}) was not changed: ${unsendable}. Set it in the program, or change the goal in the web UI.`,
    );
  return { do: "update", resource, name: live.name, id, payload: payloadOf(wanted, fields) };
}

function payloadOf({ type, secret = [], left = [] }: WantedGoal, fields: GoalFields): Payload {
  const resets = left.length > 0 && fields.revenue !== undefined;
  return { type, fields, ...(secret.length === 0 ? {} : { secret }), ...(resets ? { resets } : {}) };
}

/**
 * A goal that is gone or paused already needs no write. An empty answer does not prove that a goal is gone. A goal that another resource
 * of the program manages by now, or is going to take over, is not paused.
 */
function planPause(
  { resource, id, unless }: Extract<GoalRequest, { op: "pause" }>,
  snapshot: GoalSnapshot,
  claims: Claims,
): Step {
  if (claims.wanterOf(id) !== undefined) return { do: "nothing", resource, id };
  const live = snapshot.byId.get(id);
  const fields = live === undefined ? undefined : pausePatch(live);
  if (live === undefined && snapshot.doubt !== undefined && !snapshot.unsupported.has(id))
    return refuse(resource, `${snapshot.doubt}.`);
  if (live === undefined) return { do: "nothing", resource };
  if (fields === undefined) return { do: "nothing", resource, id };
  const why = unless?.();
  if (why !== undefined)
    return refuse(resource, `goal ${show(live.name)} (id ${id}) was not paused: ${why}.`);
  const unsendable = unsendableWords(live.type, fields);
  if (unsendable !== undefined)
    return refuse(
      resource,
      `goal ${show(live.name)} (id ${id}) was not paused: ${unsendable}. Pause it in the web UI, and remove it from the program with onDelete: "retain".`,
    );
  return { do: "update", resource, name: live.name, id, payload: { type: live.type, fields }, hasLeft: true };
}

function refuse(resource: string, message: string): Step {
  return { do: "refuse", resource, error: new MsadsError(message, { outcome: "refused" }) };
}
