import { driftSince as flatDriftSince } from "../../core/flatDiff";
import { driftSince } from "../../core/goal/diff";
import { knownGoals } from "../../core/library/match";
import type { Props } from "../../core/props";
import type { Resource } from "../../core/resource";
import { hiddenOf, plain } from "../../dynamic/hidden";
import { isGoalType } from "../../goals/definitions";
import { type Difference, SECRET } from "../../goals/difference";
import { type AnyGoal, isUnsupported, unsupportedWords } from "../../goals/goal";
import type { AccountRef } from "../../service/campaignManagement";
import { withEveryField } from "../../tags/compareTag";
import { type LiveTag, tagFields } from "../../tags/tag";
import type { AccountContent } from "../export/readAccount";
import type { StateResource } from "./stateFile";

/** A field that is not as the last run of the program left it. */
export interface DriftedField {
  readonly name: string;
  readonly state: unknown;
  readonly live: unknown;
}

/** A goal or tag that is not as the last run of the program left it. */
export interface Drifted {
  readonly kind: "goal" | "tag";
  /** Its resource in the program; in a library with its key. */
  readonly resource: string;
  readonly id: string;
  readonly name: string;
  /** Why the whole thing cannot be compared: it is gone, or can no longer be managed. */
  readonly lost?: string;
  readonly fields: readonly DriftedField[];
}

/** The account against a program's state. */
export interface AgainstState {
  /** The resource of each goal that the program manages, by the goal's id. */
  readonly managed: ReadonlyMap<string, string>;
  /** Resources of other accounts, which nobody looked at. */
  readonly elsewhere: number;
  readonly drifted: readonly Drifted[];
}

/** One goal or tag of the program, with the outputs that a single resource would have. */
interface Known {
  readonly kind: "goal" | "tag";
  readonly resource: string;
  readonly id: string;
  readonly about: Resource;
  readonly outputs: Props;
}

/** Compares what a program's state says with what is live; what the program does not manage is not compared. */
export function againstState(
  resources: readonly StateResource[],
  content: AccountContent,
  ref: AccountRef,
): AgainstState {
  const isHere = ({ outputs }: StateResource) =>
    outputs.customerId === ref.customerId && outputs.accountId === ref.accountId;
  const here = resources.filter(isHere).flatMap(knownIn);
  const goals = new Map(content.goals.map((goal) => [goal.id, goal]));
  const tags = new Map(content.tags.map((tag) => [tag.id, tag]));
  const drifted = here.map((known): Drifted => {
    const { kind, resource, id, about: asked, outputs } = known;
    const live = kind === "goal" ? goals.get(id) : tags.get(id);
    const about = { kind, resource, id, name: live?.name ?? String(outputs.name ?? "") };
    if (live === undefined || isDeleted(live))
      return { ...about, lost: "It is gone from the account.", fields: [] };
    if ("type" in live && isUnsupported(live)) {
      const { what, why } = unsupportedWords(live);
      return { ...about, lost: `It is ${what} now: ${why}.`, fields: [] };
    }
    const found =
      "type" in live
        ? driftSince(asked, outputs, live)
        : flatDriftSince(asked, outputs, { ...withEveryField(live) }, tagFields);
    return { ...about, fields: found.map(driftedField) };
  });
  return {
    managed: new Map(here.flatMap(({ kind, id, resource }) => (kind === "goal" ? [[id, resource]] : []))),
    elsewhere: resources.filter((resource) => !isHere(resource)).length,
    drifted: drifted.filter(({ lost, fields }) => lost !== undefined || fields.length > 0),
  };
}

function driftedField({ path, wanted, live, isSecret = false }: Difference): DriftedField {
  return isSecret ? { name: path, state: SECRET, live: SECRET } : { name: path, state: wanted, live };
}

/** Microsoft: Get operations do not return deleted goals; one that is returned nevertheless counts as gone. */
function isDeleted(live: AnyGoal | LiveTag): boolean {
  return "fields" in live && live.fields.status === "Deleted";
}

function knownIn({ kind, name, id, outputs: stored }: StateResource): readonly Known[] {
  const [about, outputs] = [hiddenOf(stored), plain(stored)];
  if (kind !== "library")
    return kind === "goal" && !isGoalType(outputs.type) ? [] : [{ kind, resource: name, id, about, outputs }];
  return knownGoals(outputs, about)
    .filter((goal) => isGoalType(goal.outputs.type))
    .map((goal) => ({
      kind: "goal",
      resource: `${name}[${JSON.stringify(goal.key)}]`,
      id: goal.id,
      about: goal.resource,
      outputs: goal.outputs,
    }));
}
