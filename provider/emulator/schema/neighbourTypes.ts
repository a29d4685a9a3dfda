import { arrayOf, type ComplexType, type Field, field, plain } from "./model";

const since13 = (...fields: readonly Field[]): ComplexType => ({ space: "tns", since13: true, fields });
const list = (item: string): ComplexType => ({ ...arrayOf(item, item), since13: true });

/** What belongs to goals beside tags: account properties, links of campaigns, the report on uploads. Its members are not in the order of their names. */
export const neighbourTypes: Readonly<Record<string, ComplexType>> = {
  ArrayOfAccountPropertyName: {
    ...arrayOf("AccountPropertyName", "AccountPropertyName", false),
    since13: true,
  },
  ArrayOfAccountProperty: list("AccountProperty"),
  AccountProperty: since13(plain("Name", "AccountPropertyName"), field("Value", "xs:string")),
  ArrayOfCampaignConversionGoal: list("CampaignConversionGoal"),
  CampaignConversionGoal: since13(plain("CampaignId", "xs:long"), plain("GoalId", "xs:long")),
  ArrayOfOfflineGoalConversionSummary: list("OfflineGoalConversionSummary"),
  OfflineGoalConversionSummary: since13(
    plain("GoalId", "xs:long"),
    field("ConversionName", "xs:string"),
    plain("OverallSuccessCount", "xs:long"),
    plain("OverallUnattributedCount", "xs:long"),
    plain("OverallSuccessRate", "xs:decimal"),
    field("OverallAlerts", "ArrayOfOfflineConversionAlert"),
    field("DailySummaries", "ArrayOfOfflineGoalDailySummary"),
  ),
  ArrayOfOfflineGoalDailySummary: list("OfflineGoalDailySummary"),
  OfflineGoalDailySummary: since13(
    plain("GoalId", "xs:long"),
    plain("UploadDate", "xs:dateTime"),
    plain("SuccessCount", "xs:int"),
    plain("UnattributedCount", "xs:int"),
    plain("SuccessRate", "xs:decimal"),
    field("Alerts", "ArrayOfOfflineConversionAlert"),
  ),
  ArrayOfOfflineConversionAlert: list("OfflineConversionAlert"),
  OfflineConversionAlert: since13(
    plain("UnattributedReason", "OfflineConversionUnattributedReason"),
    plain("Count", "xs:long"),
  ),
};
