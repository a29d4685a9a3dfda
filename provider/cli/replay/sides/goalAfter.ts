import { wantedFrom } from "../../../core/goal/diff";
import type { Props } from "../../../core/props";
import type { Resource } from "../../../core/resource";
import { compareGoal } from "../../../goals/compare";
import { definitionOf, isGoalType } from "../../../goals/definitions";
import { type AnyGoal, type GoalFields, isUnsupported, type LiveGoal } from "../../../goals/goal";
import { fieldsToAdd, patchOf } from "../../../goals/patch";
import { holdsUnknown } from "../../../goals/text";
import { withIgnored } from "../../../goals/wanted";
import type { GoalSource } from "../../../replay/goalOf";
import { liveSource, sourceOf } from "./sideGoal";

/** A goal that a program declares, and what state says of it. */
export interface Declared {
  readonly resource: Resource;
  /** Old outputs; empty of a goal that is new. */
  readonly olds: Props;
  readonly news: Props;
}

/** A goal as the program would leave it: the live one with what the program would change, or a new one. */
export function goalAfter({ resource, olds, news }: Declared, live: AnyGoal | undefined): GoalSource {
  const name = typeof news.name === "string" ? news.name : (live?.name ?? resource.name);
  if (!isGoalType(news.type)) return unclear(name, live);
  const wanted = wantedFrom(resource, olds, news);
  if (live === undefined || isUnsupported(live))
    return sourceOf({ name, type: news.type, fields: fieldsToAdd(wanted) });
  const whole = withIgnored(wanted, live);
  const fields = { ...changed(live, compareGoal(wanted, live)), ...unknownIn(whole.fields) };
  return sourceOf({ id: live.id, name, type: whole.type, fields });
}

/** Of a goal whose type is not known before `up` nothing can be counted. */
function unclear(name: string, live: AnyGoal | undefined): GoalSource {
  const known = live === undefined ? { type: "", fields: {} } : liveSource(live);
  return { ...known, name, hidden: ["type"] };
}

/** What the write leaves: an event goal loses the pairs that an update leaves out, and a goal of another type what its old type had. */
function changed(live: LiveGoal, compared: ReturnType<typeof compareGoal>): GoalFields {
  const patch = patchOf(compared);
  if (patch === undefined) return live.fields;
  const { own, unit, type } = definitionOf(compared.wanted.type);
  const gone =
    type === live.type
      ? type === "Event"
        ? unit
        : []
      : Object.keys({ ...definitionOf(live.type).own, ...own });
  const kept = Object.entries(live.fields).filter(([name]) => !gone.includes(name));
  return { ...Object.fromEntries(kept), ...patch };
}

function unknownIn(fields: GoalFields): GoalFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => holdsUnknown(value)));
}
