import type { Context } from "../operations/context";
import type { RuleId } from "../rules";
import { asList, type Fields, isFields, type Value } from "../schema/values";
import type { CustomerShare, StoredTag, TagFields } from "../store/types";

type Share = NonNullable<CustomerShare["CustomerAccountShares"]>[number];

/** A CustomerShare as a request has it; what only the service sets is dropped, and nil is as good as absent. */
export function sentShare(sent: Value | undefined): CustomerShare | undefined {
  if (!isFields(sent)) return undefined;
  const items = asList(sent.CustomerAccountShares).map((item): Share => {
    const { AccountId, CustomerId } = isFields(item) ? item : {};
    return {
      ...(typeof AccountId === "string" ? { AccountId } : {}),
      ...(typeof CustomerId === "string" ? { CustomerId } : {}),
    };
  });
  return { CustomerAccountShares: items };
}

/** The rules that a tag's CustomerShare breaks, whether they hold or not. */
export function shareProblems(
  context: Context,
  ownerId: string,
  sent: CustomerShare | undefined,
): readonly RuleId[] {
  if (sent === undefined) return [];
  if (!context.store.settings.features.tagSharing) return ["tag.share-feature-refuses"];
  return [
    ...new Set((sent.CustomerAccountShares ?? []).flatMap((each) => itemProblems(context, ownerId, each))),
  ];
}

function itemProblems(
  context: Context,
  ownerId: string,
  { AccountId, CustomerId }: Share,
): readonly RuleId[] {
  if (CustomerId === undefined) return [AccountId === undefined ? "tag.share-neither" : "tag.share-account"];
  if (AccountId !== undefined) return ["tag.share-both"];
  if (CustomerId === ownerId) return ["tag.share-with-owner"];
  return context.store.customer(CustomerId) === undefined ? ["tag.share-customer-unknown"] : [];
}

/** What is kept of a CustomerShare that breaks no rule: each customer once, without the owner. */
export function keptShare(
  context: Context,
  ownerId: string,
  sent: CustomerShare | undefined,
): Pick<TagFields, "CustomerShare"> {
  if (sent === undefined || !context.store.settings.features.tagSharing) return {};
  const others = customersOf(sent).filter((id) => id !== ownerId);
  return { CustomerShare: { CustomerAccountShares: others.map((CustomerId) => ({ CustomerId })) } };
}

/** The customers that a share names. */
export function customersOf(share: CustomerShare | undefined): readonly string[] {
  return [...new Set((share?.CustomerAccountShares ?? []).flatMap(({ CustomerId }) => CustomerId ?? []))];
}

/** How a tag is shared, as an answer has it. */
export function shareView(context: Context, tag: StoredTag): Value {
  if (!context.store.settings.features.tagSharing && context.holds("tag.share-feature")) return null;
  const others = customersOf(tag.fields.CustomerShare).filter((id) => id !== tag.customerId);
  if (others.length === 0 && !context.holds("tag.share-none-is-empty")) return null;
  const listed = context.holds("tag.share-owner-listed") ? [tag.customerId, ...others] : others;
  const shares = others.length === 0 ? [] : listed;
  return {
    CustomerAccountShares: shares.map(
      (id): Fields => ({ Associations: associations(context, tag, id), CustomerId: id }),
    ),
    OwnerCustomerId: tag.customerId,
  };
}

function associations(context: Context, tag: StoredTag, customerId: string): Value {
  const used = context.store.goals.filter(
    (goal) => !goal.deleted && goal.customerId === customerId && goal.fields.TagId === tag.id,
  );
  if (used.length === 0 || !context.holds("tag.share-associations")) return null;
  return [{ AssociationCount: String(used.length), UsageType: "UETTagAssociateToConversionGoal" }];
}
