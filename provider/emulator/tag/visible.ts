import type { Context } from "../operations/context";
import type { StoredTag } from "../store/types";

/** Whether a customer sees a tag: its own, or one that was shared with it. */
export function tagVisible(context: Context, customerId: string, tag: StoredTag): boolean {
  if (tag.deleted) return false;
  if (tag.customerId === customerId) return true;
  const shares = tag.fields.CustomerShare?.CustomerAccountShares ?? [];
  return context.holds("tag.share-usable") && shares.some((share) => share.CustomerId === customerId);
}

/** Whether a customer's goals may use a tag. */
export function tagUsable(context: Context, customerId: string, tagId: string): boolean {
  const tag = context.store.tag(tagId);
  return tag !== undefined && !tag.unavailable && tagVisible(context, customerId, tag);
}
