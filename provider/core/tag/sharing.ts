import { isCovered } from "../../goals/propertyPath";
import { holdsUnknown, show } from "../../goals/text";
import type { Session } from "../../session/session";
import type { LiveTag } from "../../tags/tag";
import type { Props } from "../props";
import { nameIn, type Resource } from "../resource";

/** What a message calls a tag. */
export function tagWords(id: string, name: unknown): string {
  return `UET tag ${id}, ${show(name)}`;
}

/** Customers that can use the tag no longer; their goals stop counting. */
export function tellEnded(
  session: Session,
  resource: Resource,
  { sharedWith }: Props,
  { id, name, ...live }: LiveTag,
): void {
  if (!Array.isArray(sharedWith) || holdsUnknown(sharedWith) || isCovered("sharedWith", resource.ignored))
    return;
  const ended = (live.sharedWith ?? []).filter((customer) => !sharedWith.includes(customer));
  if (ended.length === 0) return;
  const whose = ended.length === 1 ? "this customer" : "these customers";
  const message = `${nameIn(session, resource)}: ${tagWords(id, name)}, is no longer shared with ${ended.join(", ")}: goals of ${whose} that use it stop counting`;
  session.notify({ severity: "warning", message });
}
