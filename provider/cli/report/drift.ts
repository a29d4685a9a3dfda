import { knownGoals } from "../../core/library/match";
import type { Props } from "../../core/props";
import type { Resource } from "../../core/resource";
import { hiddenOf, plain } from "../../dynamic/hidden";
import { isGoalType } from "../../goals/definitions";
import { type Difference, SECRET } from "../../goals/difference";
import type { AccountRef } from "../../service/campaignManagement";
import { GONE, type Kind, keyOf, type LiveContent, liveIn } from "./live";
import { isOf, type StateResource } from "./stateFile";

/** A field that is not as the last run of the program left it. */
export interface DriftedField {
  readonly name: string;
  readonly state: unknown;
  readonly live: unknown;
}

/** What is not as the last run of the program left it: a goal, a tag, the account's settings or the goals of a campaign. */
export interface Drifted {
  readonly kind: Kind;
  /** Its resource in the program; in a library with its key. */
  readonly resource: string;
  /** Of settings the account's, of a campaign's goals the campaign's. */
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
  /** Settings and campaigns of this account that were not read: API version 12 does not show them. */
  readonly unread: number;
  readonly drifted: readonly Drifted[];
}

/** One thing that the program manages, with the outputs that a resource of its own would have. */
interface Known {
  readonly kind: Kind;
  readonly resource: string;
  readonly id: string;
  readonly about: Resource;
  readonly outputs: Props;
}

/** Compares what a program's state says with what is live; what the program does not manage is not compared. */
export function againstState(
  resources: readonly StateResource[],
  content: LiveContent,
  ref: AccountRef,
): AgainstState {
  const isHere = isOf(ref);
  const here = resources.filter(isHere).flatMap(knownIn);
  const read = here.filter(({ kind }) => wasRead(kind, content));
  const live = liveIn(content);
  const drifted = read.map((known): Drifted => {
    const { kind, resource, id, about: asked, outputs } = known;
    const found = live.get(keyOf(known));
    const name = found?.name ?? String(outputs.campaignName ?? outputs.name ?? "");
    const about = { kind, resource, id, name };
    if (found?.lost !== undefined || found === undefined)
      return { ...about, lost: found?.lost ?? GONE, fields: [] };
    return { ...about, fields: found.drift(asked, outputs).map(driftedField) };
  });
  return {
    managed: new Map(here.flatMap(({ kind, id, resource }) => (kind === "goal" ? [[id, resource]] : []))),
    elsewhere: resources.filter((resource) => !isHere(resource)).length,
    unread: here.length - read.length,
    drifted: drifted.filter(({ lost, fields }) => lost !== undefined || fields.length > 0),
  };
}

function wasRead(kind: Kind, { settings, campaigns }: LiveContent): boolean {
  if (kind === "settings") return settings !== undefined;
  return kind !== "campaign" || campaigns !== undefined;
}

function driftedField({ path, wanted, live, isSecret = false }: Difference): DriftedField {
  return isSecret ? { name: path, state: SECRET, live: SECRET } : { name: path, state: wanted, live };
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
