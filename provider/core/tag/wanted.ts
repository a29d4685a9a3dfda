import type { WantedTag } from "../../tags/compareTag";
import { wantedTag } from "../../tags/compareTag";
import { isNew, managedBefore, type Props } from "../props";
import type { Resource } from "../resource";

/** What the program wants of a tag: by what it says now, what it said before, and what it ignores. */
export function wantedFrom(resource: Resource, olds: Props, news: Props): WantedTag {
  return {
    fields: wantedTag(news),
    before: { values: olds, managed: managedBefore(olds) },
    // Pulumi ignores changes of what there is, not of what is made.
    ignored: isNew(olds) ? [] : resource.ignored,
    secret: resource.secret,
  };
}
