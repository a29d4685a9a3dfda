import { assumed, documented, off } from "./rule";

/** The sharing of tags with other customers. */
export const tagShareRules = {
  "tag.share-replaced": documented(
    "Microsoft: UetTag",
    "A CustomerShare replaces the list of shares, an empty one ends sharing; without one all stays",
  ),
  "tag.share-usable": documented(
    "Microsoft: UetTag",
    "A shared tag can be read and used by the customers it is shared with",
  ),
  "tag.share-feature": documented(
    "Microsoft: UetTag, Universal Event Tracking (a pilot)",
    "Without the feature CustomerShare is nil",
  ),
  "tag.share-feature-refuses": off(
    assumed(
      "no source says what comes of it; by default a CustomerShare is passed over",
      "Without the feature a CustomerShare cannot be set",
      4873,
      "CustomerShareEntityScopeDoesNotMatch",
    ),
  ),
  "tag.share-owner-listed": documented(
    "Microsoft: UetTag",
    "The list of a shared tag has an item for each customer, the owner included",
  ),
  "tag.share-none-is-empty": documented(
    "Microsoft: UetTag",
    "A tag that is not shared has a CustomerShare with its owner and an empty list; otherwise none",
  ),
  "tag.share-associations": documented(
    "Microsoft: CustomerAccountShare",
    "Associations count what the customer uses the tag for; nil where it does not",
  ),
  "tag.share-account": assumed(
    "Microsoft: CustomerAccountShare says that AccountId does not apply to tags; no code is documented",
    "A tag is shared with customers, not with single accounts",
    4873,
    "CustomerShareEntityScopeDoesNotMatch",
  ),
  "tag.share-both": assumed(
    "Microsoft: CustomerAccountShare says so; no code is documented",
    "AccountId and CustomerId cannot both be set",
    4873,
    "CustomerShareEntityScopeDoesNotMatch",
  ),
  "tag.share-neither": assumed(
    "Microsoft: CustomerAccountShare says so; no code is documented",
    "A share names a customer",
    4873,
    "CustomerShareEntityScopeDoesNotMatch",
  ),
  "tag.share-customer-unknown": assumed(
    "no code is documented",
    "There is no customer of this id to share with",
    106,
    "UserIsNotAuthorized",
  ),
  "tag.share-with-owner": off(
    assumed(
      "no source says what comes of it; by default it is accepted, as a list that was read has the owner",
      "A tag cannot be shared with its owner",
      4873,
      "CustomerShareEntityScopeDoesNotMatch",
    ),
  ),
  "tag.share-ended": documented(
    "Microsoft: ConversionGoalTrackingStatus",
    "A goal of a tag that is no longer shared with its customer is InactiveDueToTagUnavailable",
  ),
} as const;
