import type { Difference } from "../../goals/compare";
import { isGoalType } from "../../goals/definitions";
import { type AnyGoal, isUnsupported, unsupportedWords } from "../../goals/goal";
import { driftSince } from "../../lifecycle/goalDiff";
import { knownGoals } from "../../lifecycle/library/matched";
import { ignoredFields, managedBefore, type Props } from "../../lifecycle/shape";
import type { AccountRef } from "../../service/campaignManagement";
import { spokenTag, tagPatch } from "../../tags/compareTag";
import type { LiveTag } from "../../tags/tag";
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
    const { kind, resource, id, outputs } = known;
    const live = kind === "goal" ? goals.get(id) : tags.get(id);
    const about = { kind, resource, id, name: live?.name ?? String(outputs.name ?? "") };
    if (live === undefined || isDeleted(live))
      return { ...about, lost: "It is gone from the account.", fields: [] };
    if ("type" in live && isUnsupported(live)) {
      const { what, why } = unsupportedWords(live);
      return { ...about, lost: `It is ${what} now: ${why}.`, fields: [] };
    }
    const found = "type" in live ? driftSince(outputs, live) : tagDrift(outputs, live);
    const fields = found.filter(({ name }) => !isIgnored(outputs, name));
    return { ...about, fields: fields.flatMap(spelledOut) };
  });
  return {
    managed: new Map(here.flatMap(({ kind, id, resource }) => (kind === "goal" ? [[id, resource]] : []))),
    elsewhere: resources.filter((resource) => !isHere(resource)).length,
    drifted: drifted.filter(({ lost, fields }) => lost !== undefined || fields.length > 0),
  };
}

/** Of an object the members that differ, each by its path. */
function spelledOut({ name, wanted, live }: Difference): readonly DriftedField[] {
  const whole = [{ name, state: wanted, live }];
  if (!isObject(wanted) || !(isObject(live) || live === undefined || live === null)) return whole;
  const seen: Props = live ?? {};
  const members = [...new Set([...Object.keys(wanted), ...Object.keys(seen)])]
    .filter((member) => (wanted[member] ?? null) !== (seen[member] ?? null))
    .map((member) => ({ name: `${name}.${member}`, state: wanted[member], live: seen[member] }));
  return members.length === 0 ? whole : members;
}

function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null;
}

/** Microsoft: Get operations do not return deleted goals; one that is returned all the same is as good as gone. */
function isDeleted(live: AnyGoal | LiveTag): boolean {
  return "fields" in live && live.fields.status === "Deleted";
}

/** Pulumi's `ignoreChanges`: the program wants such a field to be as it is. */
function isIgnored(outputs: Props, name: string): boolean {
  return ignoredFields(outputs).some((path) => path === "*" || path.split(/[.[]/)[0] === name);
}

function knownIn({ kind, name, id, outputs }: StateResource): readonly Known[] {
  if (kind === "library")
    return knownGoals(outputs).flatMap((goal) =>
      isGoalType(goal.outputs.type)
        ? [
            {
              kind: "goal",
              resource: `${name}[${JSON.stringify(goal.key)}]`,
              id: goal.id,
              outputs: goal.outputs,
            },
          ]
        : [],
    );
  return kind === "goal" && !isGoalType(outputs.type) ? [] : [{ kind, resource: name, id, outputs }];
}

function tagDrift(outputs: Props, live: LiveTag): readonly Difference[] {
  const managed = managedBefore(outputs).filter((name) => outputs[name] !== undefined);
  const written = Object.fromEntries(managed.map((name) => [name, outputs[name]]));
  const patch = tagPatch(written, spokenTag(live)) ?? {};
  return Object.keys(patch).map((name) => ({
    name,
    wanted: outputs[name],
    live: live[name as keyof LiveTag],
  }));
}
