import { foreignName, ownName } from "../../goals/names";
import { expressedTag } from "../../tags/expressedTag";
import type { LiveTag } from "../../tags/tag";
import { tagProblems } from "../../tags/tagProblems";
import { type Filter, isExcluded, isIncluded } from "./filter";
import type { ExportedTag, LeftOut } from "./model";
import type { Namer } from "./names";
import type { Naming } from "./naming";

/**
 * The tags that are asked for, and those that a goal needs. `needed`: ids of tags. Goals of a tag that is left out name
 * it by its id.
 */
export function planTags(
  tags: readonly LiveTag[],
  needed: ReadonlySet<unknown>,
  filter: Filter,
  naming: Naming,
  namer: Namer,
): { readonly tags: readonly ExportedTag[]; readonly leftOut: readonly LeftOut[] } {
  const kept: ExportedTag[] = [];
  const leftOut: LeftOut[] = [];
  for (const live of tags) {
    const { id, name } = live;
    if (isExcluded(filter, name) || !(isIncluded(filter, name) || needed.has(id))) continue;
    const own = ownName(name, naming);
    const problem = tagProblems({ name }, naming.apiVersion)[0];
    const why = own === undefined ? foreignName(naming) : problem && `name ${problem.reason}`;
    if (own === undefined || why !== undefined) leftOut.push({ kind: "tag", id, name, why: why ?? "" });
    else kept.push(declared(live, own, naming, namer));
  }
  return { tags: kept, leftOut };
}

function declared(live: LiveTag, name: string, naming: Naming, namer: Namer): ExportedTag {
  const { id } = live;
  const variable = namer.variable(name, "tag", id);
  return {
    id,
    name,
    variable,
    resource: namer.resource(name, "tag", id),
    inputs: expressedTag({ ...live, name }, naming.apiVersion, naming.customerId),
  };
}
