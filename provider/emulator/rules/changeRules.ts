import { assumed, documented, observed, off } from "./rule";

/** What updates and reads of goals do. */
export const changeRules = {
  "update.id-missing": documented(
    "Microsoft: ConversionGoal",
    "An update needs the Id",
    5325,
    "ConversionGoalIdIsNull",
  ),
  "update.id-unknown": documented(
    "Microsoft: Error Codes",
    "No goal that this account can see has this Id",
    5314,
    "InvalidConversionGoalId",
  ),
  "update.id-twice": documented(
    "Microsoft: Error Codes",
    "Two goals of a call have the same Id",
    5315,
    "DuplicateConversionGoalId",
  ),
  "update.omitted-stays": documented(
    "Microsoft: Services Protocol, partial update",
    "A field that is absent or nil keeps its value",
  ),
  "update.pairs-replaced": documented(
    "Microsoft: EventGoal",
    "A pair of an Event goal that an update leaves out is deleted",
  ),
  "update.no-pair-keeps": off(
    observed(
      "acceptance tests of a v13 client, result not published",
      "An update of an Event goal without any pair is accepted and keeps the pairs",
    ),
  ),
  "update.revenue-replaced": documented(
    "Microsoft: ConversionGoal",
    "A Revenue that is sent replaces the old one whole; what it leaves out gets its default",
  ),
  "update.empty-revenue-resets": observed(
    "four of Microsoft's examples; the page can be read the other way",
    "An empty Revenue element resets revenue to NoValue",
  ),
  "update.type-in-place": documented("Microsoft's own example", "A goal's type can change in an update"),
  "update.type-fixed": documented(
    "Microsoft: Error Codes",
    "OfflineConversion and InStoreTransaction cannot become, or come from, another type",
    5356,
    "GoalTypeCannotBeChanged",
  ),
  "update.type-drops-fields": assumed(
    "the new type lacks them",
    "A change of type drops the old type's own fields; otherwise they come back with that type",
  ),
  "update.type-category": assumed(
    "no source",
    "A category that does not fit the new type is replaced by the new type's default, if it has one",
  ),
  "update.scope-fixed": assumed(
    "Scope cannot be changed; no code is documented",
    "Scope cannot change after creation",
    1031,
    "CampaignServiceCannotPerformCurrentOperation",
  ),
  "update.deleted-ignored": observed(
    "live tests of July 2026",
    "Status Deleted is accepted in silence and changes nothing",
  ),
  "update.category-still-missing": documented(
    "Microsoft: ConversionGoal",
    "A goal whose category is None needs one with the next update (Url, Event, OfflineConversion)",
    3347,
    "InvalidGoalCategory",
  ),
  "update.own-old-name": assumed("no source", "A goal may take back a name that it had itself"),
  "read.types-missing": documented(
    "Microsoft: GetConversionGoalsByIds",
    "ConversionGoalTypes is required",
    5329,
    "ConversionGoalTypesNotPassed",
  ),
  "read.type-not-asked": documented(
    "Microsoft: Error Codes",
    "A goal of the list has a type that ConversionGoalTypes lacks: nil, and an error at its index",
    5347,
    "ConversionGoalTypesDoNotMatchExistingValue",
  ),
  "read.ids-too-many": documented(
    "Microsoft: GetConversionGoalsByIds",
    "A call takes 100 ids",
    5318,
    "ConversionGoalIdArrayExceedsLimit",
  ),
  "read.no-ids": documented(
    "Microsoft: GetConversionGoalsByIds",
    "Without ids all goals of the types are returned",
  ),
  "read.missing-is-nil": documented(
    "Microsoft: GetConversionGoalsByIds",
    "The answer is aligned with the ids; a goal that is not there is nil",
  ),
  "read.missing-is-error": off(
    assumed(
      "the error list has the code, the page does not use it",
      "A goal that is not there is also an error at its index",
      5314,
      "InvalidConversionGoalId",
    ),
  ),
  "read.customer-scope": assumed(
    "the help calls it the shared library",
    "Goals of Customer scope are seen and changed through every account of the customer",
  ),
  "read.account-scope": documented(
    "Microsoft: ConversionGoal, Scope",
    "A goal of Account scope is its account's only",
  ),
  "read.no-deleted": documented("Microsoft: ConversionGoalStatus", "Deleted goals are never returned"),
  "read.app-download": documented(
    "Microsoft: ConversionGoalAdditionalField",
    "AppDownload goals are returned only with the additional field ApplicationDownloadGoal",
  ),
  "read.data-driven": assumed(
    "the additional field DataDrivenAttribute exists for it",
    "DataDriven reads as LastClick unless that field is asked for",
  ),
  "read.tag-ids-missing": documented(
    "Microsoft: Error Codes",
    "GetConversionGoalsByTagIds needs tag ids",
    5330,
    "UetTagIdsNotPassed",
  ),
  "read.tag-id-unknown": assumed(
    "the code is documented, its use here is not",
    "A tag id of the list is not the customer's",
    5300,
    "InvalidUetTagId",
  ),
} as const;
