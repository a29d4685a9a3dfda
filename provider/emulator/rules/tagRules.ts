import { assumed, documented, observed } from "./rule";

/** UET tags, and how the tracking status of tags and goals comes about. */
export const tagRules = {
  "tag.list-missing": documented("Microsoft: Error Codes", "A call must name tags", 5308, "UetTagsNotPassed"),
  "tag.list-too-long": documented(
    "Microsoft: AddUetTags",
    "A call takes 100 tags",
    5309,
    "UetTagArrayExceedsLimit",
  ),
  "tag.null": documented("Microsoft: Error Codes", "An item of the list is nil", 5310, "UetTagIsNull"),
  "tag.id-given": documented("Microsoft: UetTag", "A new tag has no Id yet", 5311, "UetTagIdIsNotNull"),
  "tag.id-missing": documented("Microsoft: UetTag", "An update needs the Id", 5312, "UetTagIdIsNull"),
  "tag.id-unknown": documented(
    "Microsoft: Error Codes",
    "The customer has no tag of this Id",
    5300,
    "InvalidUetTagId",
  ),
  "tag.id-twice": documented(
    "Microsoft: Error Codes",
    "Two tags of a call have the same Id",
    5301,
    "DuplicateUetTagId",
  ),
  "tag.name-missing": documented("Microsoft: UetTag", "A new tag needs a Name", 5305, "UetTagNameNotPassed"),
  "tag.name-invalid": documented(
    "Microsoft: UetTag",
    "A Name is neither empty nor longer than 100 characters",
    5306,
    "InvalidUetTagName",
  ),
  "tag.name-twice": documented(
    "Microsoft: Error Codes",
    "Two tags of a call have the same Name",
    5302,
    "DuplicateUetTagName",
  ),
  "tag.name-taken": documented(
    "Microsoft: UetTag",
    "Another tag of the customer has this Name",
    5303,
    "UetTagNameAlreadyExists",
  ),
  "tag.name-of-deleted": assumed(
    "as with goals",
    "A deleted tag had this Name",
    5303,
    "UetTagNameAlreadyExists",
  ),
  "tag.description-empty": observed(
    "recorded v12 traffic",
    "An empty Description is accepted and comes back empty",
  ),
  "tag.description-too-long": assumed(
    "a limit exists (5307), its number is not documented",
    "Description has at most 1024 characters",
    5307,
    "InvalidUetTagDescription",
  ),
  "tag.limit": documented(
    "Microsoft: help, delete a tag (there: an account's)",
    "A customer has 1,200 tags",
    5313,
    "TotalUetTagsExceedLimit",
  ),
  "tag.ids-too-many": documented(
    "Microsoft: GetUetTagsByIds",
    "A call takes 100 ids",
    5304,
    "UetTagIdsExceedsLimit",
  ),
  "tag.no-ids": documented("Microsoft: GetUetTagsByIds", "Without ids all tags of the customer are returned"),
  "tag.missing-is-nil": documented(
    "Microsoft: GetUetTagsByIds",
    "The answer is aligned with the ids; a tag that is not there is nil",
  ),
  "tag.add-answers-nil": assumed(
    "aligned as with goals' ids",
    "A tag that was refused is nil in AddUetTags' answer",
  ),
  "tag.script": observed(
    "recorded v12 traffic",
    "A new tag has its scripts, with its own id, and is Unverified",
  ),
  "tag.industry-silent": documented(
    "Microsoft: UetTagAdditionalField",
    "Industry is returned only when asked for",
  ),
  "tag.deleted-with-goals": documented(
    "Microsoft: help, delete a goal",
    "Deleting a tag in the web UI deletes its goals with it",
  ),
  "status.tag-unverified": documented(
    "Microsoft: UetTagTrackingStatus",
    "A tag without any data is Unverified",
  ),
  "status.tag-inactive": documented(
    "Microsoft: UetTagTrackingStatus",
    "A tag without data for 24 hours is Inactive, before that Active",
  ),
  "status.goal-mirrors": documented(
    "Microsoft: UetTagTrackingStatus",
    "A goal of an Unverified or Inactive tag is TagUnverified or TagInactive",
  ),
  "status.goal-recent": documented(
    "Microsoft: ConversionGoalTrackingStatus",
    "With an Active tag: RecordingConversions after a conversion in the last 7 days, else NoRecentConversions",
  ),
  "status.goal-without-tag": documented(
    "Microsoft: AppInstallGoal, ConversionGoal",
    "App and offline goals know only RecordingConversions and NoRecentConversions",
  ),
  "status.in-store": documented(
    "Microsoft: InStoreTransactionGoal",
    "An in-store goal has no tracking status",
  ),
  "status.unavailable-masked": documented(
    "Microsoft: ConversionGoalTrackingStatus",
    "InactiveDueToTagUnavailable reads as TagInactive unless that additional field is asked for",
  ),
} as const;
