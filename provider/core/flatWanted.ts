import { picked, type WantedFields } from "../goals/flatFields";
import { isCovered } from "../goals/propertyPath";
import { isNew, managedBefore, type Props } from "./props";
import type { Resource } from "./resource";

/** What the program wants of the fields of these names: by what it says now, what it said before, and what it ignores. */
export function wantedFields(
  resource: Resource,
  olds: Props,
  news: Props,
  names: readonly string[],
): WantedFields {
  return {
    fields: picked(news, names),
    before: { values: olds, managed: managedBefore(olds) },
    // Pulumi ignores changes of what there is, not of what is made.
    ignored: isNew(olds) ? [] : resource.ignored,
    secret: resource.secret,
  };
}

/** The same without what is ignored: that stays as it is and is sent by nobody. */
export function unignored({ fields, ignored = [] }: WantedFields): Props {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !isCovered(name, ignored)));
}
