import { Claims } from "../../account/claims";
import { planGoals } from "../../account/plan/planGoals";
import type { GoalRequest } from "../../account/plan/requests";
import { notOurs } from "../../account/plan/unsupported";
import type { Step } from "../../account/plan/writePlan";
import type { GoalSnapshot } from "../../account/snapshot";
import { changesIn, compareGoal } from "../../goals/compare";
import { SECRET } from "../../goals/difference";
import type { LiveGoal } from "../../goals/goal";
import { show } from "../../goals/text";
import { changedOutside, type GoalThen, goalThen } from "./goalThen";
import { goalLines, type ProgramForm } from "./programLines";
import {
  type Kept,
  type MadeSince,
  RESTORE,
  type Restored,
  type RestorePlan,
  type Thing,
} from "./restorePlan";
import { foundIn, type ThingThen } from "./thingThen";

export interface Choices {
  /** Goals that somebody else has changed come back too. */
  readonly overwritesOthers: boolean;
  /** Goals that were made since are paused. */
  readonly pausesNew: boolean;
  readonly form: ProgramForm;
}

interface Candidate {
  readonly thing: ThingThen;
  readonly live: LiveGoal;
  readonly was: GoalThen;
  readonly request: GoalRequest;
}

/** What a restore of the goals comes to: the same plan as that of a program which says what was then. Pure. */
export function planGoalsThen(
  things: readonly ThingThen[],
  snapshot: GoalSnapshot,
  choices: Choices,
): RestorePlan {
  const existed = things.filter((thing) => thing.existed);
  const here = existed.flatMap((thing) => {
    const live = snapshot.byId.get(thing.id);
    return live === undefined ? [] : [candidate(thing, live)];
  });
  const gone = existed.filter(({ id }) => !snapshot.byId.has(id)).map((thing) => goneGoal(thing, snapshot));
  const isOutside = ({ thing, live, was }: Candidate) =>
    !choices.overwritesOthers && changesOf(was, live).length > 0 && changedOutside(thing, live).length > 0;
  const outside = here.filter(isOutside);
  const open = here.filter((each) => !isOutside(each));
  const made = things.filter(({ existed: was }) => !was).flatMap((thing) => madeSince(thing, snapshot));
  const pauses = choices.pausesNew ? made.filter(({ status }) => status === "Active").map(pause) : [];
  const requests = [...open.map(({ request }) => request), ...pauses.map(({ request }) => request)];
  const steps = planGoals(requests, snapshot, new Claims());
  const planned = open.map((each, index) => outcome(each, steps[index], choices.form));
  const paused = pauses.flatMap(({ thing, request }, index) =>
    steps[open.length + index]?.do === "update" ? [pausedGoal(thing, request, snapshot)] : [],
  );
  return {
    restored: [...planned.flatMap(({ restored }) => restored ?? []), ...paused.flat()],
    changedOutside: outside.map(outsideWords),
    lost: [...gone, ...planned.flatMap(({ lost }) => lost), ...outside.flatMap(lostFields)],
    madeSince: made,
  };
}

function candidate(thing: ThingThen, live: LiveGoal): Candidate {
  const was = goalThen(thing, live);
  const request: GoalRequest = {
    op: "update",
    resource: `goal ${thing.id}`,
    id: thing.id,
    wanted: was.wanted,
  };
  return { thing, live, was, request };
}

function changesOf({ wanted }: GoalThen, live: LiveGoal) {
  return changesIn(compareGoal(wanted, live));
}

/** As it may be shown: what it is called now. */
function asThing({ id, name, isNameMasked }: ThingThen, live?: LiveGoal): Thing {
  return { kind: "goal", id, name: isNameMasked ? SECRET : (live?.name ?? name) };
}

function outcome(
  { thing, live, was, request }: Candidate,
  step: Step | undefined,
  form: ProgramForm,
): { readonly restored?: Restored; readonly lost: readonly Kept[] } {
  const lost = lostFields({ thing, live, was });
  if (step?.do === "refuse") return { lost: [...lost, { ...asThing(thing, live), why: step.error.message }] };
  if (step?.do !== "update") return { lost };
  const differences = changesOf(was, live);
  const restored: Restored = {
    ...asThing(thing, live),
    differences,
    asks: { kind: "goal", request },
    lines: thing.hasLeft
      ? []
      : goalLines(was.wanted, live, differences, { ...form, resource: thing.resource }),
    found: foundIn(thing, differences),
    notes: [
      ...(differences.some(({ name }) => name === "name") ? [OWN_OLD_NAME] : []),
      ...(thing.hasLeft ? [hasLeftWords(thing)] : []),
    ],
    changed: thing.changed,
    isPause: live.fields.status !== "Paused" && was.wanted.fields.status === "Paused",
  };
  return { restored, lost };
}

const OWN_OLD_NAME =
  "Microsoft does not say whether a goal may take back a name that it gave up. If it may not, the other fields are restored and the name stays.";

function hasLeftWords({ id }: ThingThen): string {
  return `It is not in the program, so the next \`pulumi up\` leaves it as it is written, unless a library has unlisted: "pause". To manage it, declare it with adopt: "${id}".`;
}

function lostFields({ thing, live, was }: Pick<Candidate, "thing" | "live" | "was">): readonly Kept[] {
  return was.lost.map(({ field, why }) => ({ ...asThing(thing, live), why: `${field}: ${why}` }));
}

function outsideWords({ thing, live }: Candidate): Kept {
  const fields = changedOutside(thing, live).join(", ");
  return { ...asThing(thing, live), why: `${fields} changed since the last line of the log` };
}

function goneGoal(thing: ThingThen, snapshot: GoalSnapshot): Kept {
  const unsupported = notOurs(snapshot, thing.id);
  const namesake = thing.isNameMasked ? undefined : snapshot.byName.get(thing.name);
  const reused = namesake === undefined ? "" : `; goal ${namesake.id} has its name ${show(thing.name)} now`;
  const why = unsupported ?? `it is gone from the account, and nothing brings a deleted goal back${reused}`;
  return { ...asThing(thing), why };
}

function madeSince(thing: ThingThen, snapshot: GoalSnapshot): readonly MadeSince[] {
  const live = snapshot.byId.get(thing.id);
  if (live === undefined) return [];
  return [{ ...asThing(thing, live), status: String(live.fields.status ?? "Active") }];
}

function pause(thing: MadeSince): { readonly thing: MadeSince; readonly request: GoalRequest } {
  return { thing, request: { op: "pause", resource: `goal ${thing.id}`, id: thing.id } };
}

function pausedGoal(
  { id, name }: MadeSince,
  request: GoalRequest,
  { byId }: GoalSnapshot,
): readonly Restored[] {
  const live = byId.get(id);
  if (live === undefined) return [];
  const wanted = { type: live.type, fields: { status: "Paused" } };
  return [
    {
      kind: "goal",
      id,
      name,
      differences: changesIn(compareGoal(wanted, live)),
      asks: { kind: "goal", request },
      lines: [],
      found: [],
      notes: [
        `made since; ${RESTORE} --pause-new pauses it. If the program has it, the next \`pulumi up\` makes it Active again, unless the program says status: "Paused".`,
      ],
      changed: undefined,
      isPause: true,
    },
  ];
}
