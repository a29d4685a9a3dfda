import { choice, ids, system, text } from "../goals/field";

/** The fields of a UET tag; on the wire they are in the order of their names. Microsoft: UetTag. */
export const tagFields = {
  /** What the tag is for. Error 5307. */
  description: text({ min: 0, lines: true }),
  id: system("id"),
  /** The advertiser's industry. v13. Microsoft: UetTagIndustry. */
  industry: choice(
    [
      "AdultGambling",
      "Autos",
      "B2BServices",
      "B2CServices",
      "CPG",
      "CareersEducation",
      "CommunitySocialCharitableGroups",
      "Entertainment",
      "FinancialServicesInsurance",
      "Government",
      "HealthWellness",
      "RealEstate",
      "RestaurantsFood",
      "Retail",
      "ScienceSocialScienceOthers",
      "TechnologyTelecommunications",
      "TravelTransportation",
      "Other",
      "Unknown",
    ],
    { since: 13 },
  ),
  /** Unique among all tags of the customer, 1 to 100 characters. Errors 5302, 5303, 5305, 5306. */
  name: text({ max: 100, required: true }),
  /**
   * The other customers that may use the tag, by their ids: the whole list, without the owner. [] ends sharing. Not set: whom it is shared with is
   * not managed. v13, and a feature that not every customer has. Microsoft: CustomerShare.
   */
  sharedWith: ids({ since: 13 }),
  trackingNoScript: system(),
  trackingScript: system(),
  trackingStatus: system(),
};

/** A tag as it is in the account's customer. */
export interface LiveTag {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
  readonly industry?: string | null;
  /** Sorted; null where the customer cannot share tags. */
  readonly sharedWith?: readonly string[] | null;
  /** Whose tag it is; only where the customer can share tags. */
  readonly ownerCustomerId?: string;
  readonly trackingScript?: string;
  readonly trackingNoScript?: string;
  /** Unverified, Active or Inactive. Microsoft: UetTagTrackingStatus. */
  readonly trackingStatus?: string;
}
