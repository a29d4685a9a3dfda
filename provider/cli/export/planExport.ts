import { expressed } from "../../goals/expressed";
import { type AnyGoal, isUnsupported, type LiveGoal, unsupportedWords } from "../../goals/goal";
import { foreignName, ownName } from "../../goals/names";
import type { LiveTag } from "../../tags/tag";
import { type Filter, isExcluded, isIncluded } from "./filter";
import type { Exported, ExportedGoal, ExportedTag, Inputs, LeftOut } from "./model";
import { type Namer, newNamer } from "./names";
import type { Naming } from "./naming";
import { planTags } from "./planTags";

/** The resource that holds the goals of a library. */
export const LIBRARY = "goals";

/** Turns an account into a program. Everything is in the order of ids, so a later export uses the same names. */
export function planExport(
  goals: readonly AnyGoal[],
  tags: readonly LiveTag[],
  filter: Filter,
  naming: Naming,
): Exported {
  const wanted = goals.filter((goal) => isWanted(filter, goal)).sort(byId);
  const namer = newNamer([LIBRARY]);
  const needed = new Set(wanted.map(({ fields }) => fields.tagId));
  const planned = planTags([...tags].sort(byId), needed, filter, naming, namer);
  const byTagId = new Map(planned.tags.map((tag) => [tag.id, tag]));
  const kept: ExportedGoal[] = [];
  const leftOut: LeftOut[] = [...planned.leftOut];
  const names = new Set<string>();
  for (const live of wanted) {
    const goal = names.has(live.name)
      ? left(live, "another goal has the same name")
      : isUnsupported(live)
        ? left(live, unsupportedWords(live).why)
        : planGoal(live, byTagId, naming, namer);
    names.add(live.name);
    if ("why" in goal) leftOut.push(goal);
    else kept.push(goal);
  }
  return { tags: planned.tags, goals: kept, leftOut, filtered: goals.length - wanted.length };
}

function isWanted(filter: Filter, { name, fields }: AnyGoal): boolean {
  const hasStatus = filter.status === "all" || (fields.status ?? "Active") === filter.status;
  return hasStatus && isIncluded(filter, name) && !isExcluded(filter, name);
}

function planGoal(
  live: LiveGoal,
  tags: ReadonlyMap<string, ExportedTag>,
  naming: Naming,
  namer: Namer,
): ExportedGoal | LeftOut {
  const said = expressed(live, naming.apiVersion);
  const name = ownName(live.name, naming);
  if (name === undefined) return left(live, foreignName(naming));
  if (!said.ok && said.inputs === undefined) return left(live, said.why);
  const { id, type } = live;
  const tag = tags.get(String(live.fields.tagId));
  const goal: ExportedGoal = {
    id,
    name,
    type,
    resource: namer.resource(name, "goal", id),
    inputs: ownInputs(said.inputs ?? {}, name, tag !== undefined),
    tag,
    notes: said.ok ? said.notes : [],
  };
  return said.ok ? goal : { ...left(live, said.why), draft: goal };
}

/** The inputs with the program's own name and, where the tag is declared, without its id. */
function ownInputs(inputs: Inputs, name: string, hasTag: boolean): Inputs {
  const entries = Object.entries(inputs).filter(([field]) => !(hasTag && field === "tagId"));
  return { ...Object.fromEntries(entries), name };
}

function left(goal: AnyGoal, why: string): LeftOut {
  const { id, name } = goal;
  return { kind: "goal", id, name, type: isUnsupported(goal) ? goal.serviceType : goal.type, why };
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  const [a, b] = [BigInt(one.id), BigInt(other.id)];
  return a < b ? -1 : a > b ? 1 : 0;
}
