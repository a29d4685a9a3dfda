import { element, repeated, type } from "./schemaText";

/** A list type: its one element repeats. */
function list(item: string, of = `tns:${item}`): string {
  return type(`ArrayOf${item}`, repeated(item, of));
}

function texts(...names: readonly string[]): string {
  return names.map((name) => element(name, "xs:string")).join("");
}

/** How a UET tag is shared. Microsoft: CustomerShare. */
export function shareTypes(): string {
  return (
    type(
      "CustomerShare",
      element("CustomerAccountShares", "tns:ArrayOfCustomerAccountShare") +
        element("OwnerCustomerId", "xs:long"),
    ) +
    list("CustomerAccountShare") +
    type("CustomerAccountShare", element("AccountId", "xs:long") + element("CustomerId", "xs:long"))
  );
}

/**
 * Account properties, campaigns and the report on uploads, as far as they are read here. Members of a campaign that nobody reads are not
 * described: node-soap reads them nevertheless.
 */
export function neighbourTypes(): string {
  return (
    list("AccountPropertyName", "xs:string") +
    list("AccountProperty") +
    type("AccountProperty", texts("Name", "Value")) +
    list("CampaignConversionGoal") +
    type("CampaignConversionGoal", element("CampaignId", "xs:long") + element("GoalId", "xs:long")) +
    list("Campaign") +
    type(
      "Campaign",
      element("GoalIds", "ids:ArrayOflong") +
        element("Id", "xs:long") +
        texts("Name", "Status", "CampaignType"),
    ) +
    list("OfflineGoalConversionSummary") +
    type(
      "OfflineGoalConversionSummary",
      element("GoalId", "xs:long") +
        element("ConversionName", "xs:string") +
        element("OverallSuccessCount", "xs:long") +
        element("OverallUnattributedCount", "xs:long") +
        element("OverallSuccessRate", "xs:decimal") +
        element("OverallAlerts", "tns:ArrayOfOfflineConversionAlert"),
    ) +
    list("OfflineConversionAlert") +
    type("OfflineConversionAlert", element("UnattributedReason", "xs:string") + element("Count", "xs:long"))
  );
}
