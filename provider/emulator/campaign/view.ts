import type { Context } from "../operations/context";
import { type Fields, typeKey } from "../schema/values";
import type { StoredCampaign } from "../store/types";
import { linkedGoals } from "./found";

/** A campaign as an answer has it, with members that have nothing to do with goals. `asked`: the values of ReturnAdditionalFields. */
export function campaignView(context: Context, campaign: StoredCampaign, asked: ReadonlySet<string>): Fields {
  const { id, name, status, campaignType } = campaign;
  return {
    ...ordinary,
    ...(asked.has("MultimediaAdsBidAdjustment") ? { MultimediaAdsBidAdjustment: 0 } : {}),
    ...(asked.has("AdScheduleUseSearcherTimeZone") ? { AdScheduleUseSearcherTimeZone: false } : {}),
    ...goalIds(context, campaign, asked),
    BiddingScheme: biddingSchemes[campaignType] ?? enhancedCpc,
    CampaignType: [campaignType],
    Id: id,
    Name: name,
    Settings: settings[campaignType] ?? [],
    Status: status,
  };
}

function goalIds(context: Context, campaign: StoredCampaign, asked: ReadonlySet<string>): Fields {
  if (!asked.has("CampaignConversionGoal") && context.holds("campaign.goals-silent")) return {};
  const ids = linkedGoals(context, campaign);
  return ids.length === 0 && context.holds("campaign.no-goals-absent") ? {} : { GoalIds: ids };
}

/** What all campaigns have here. */
const ordinary: Fields = {
  AudienceAdsBidAdjustment: 0,
  BudgetType: "DailyBudgetStandard",
  DailyBudget: 12.5,
  ForwardCompatibilityMap: [],
  Languages: ["English", "German"],
  TimeZone: "AmsterdamBerlinBernRomeStockholmVienna",
  UrlCustomParameters: { Parameters: [{ Key: "season", Value: "winter" }] },
};

const enhancedCpc: Fields = { [typeKey]: "EnhancedCpcBiddingScheme", Type: "EnhancedCpc" };
const maxConversions: Fields = { [typeKey]: "MaxConversionsBiddingScheme", Type: "MaxConversions" };

/** By campaign type; the others have EnhancedCpc. */
const biddingSchemes: Readonly<Record<string, Fields>> = {
  App: maxConversions,
  Hotel: { [typeKey]: "PercentCpcBiddingScheme", MaxPercentCpc: 5, Type: "PercentCpc" },
  PerformanceMax: maxConversions,
};

const settings: Readonly<Record<string, readonly Fields[]>> = {
  DynamicSearchAds: [
    {
      [typeKey]: "DynamicSearchAdsSetting",
      DomainName: "example.com",
      Language: "English",
      Source: "SystemIndex",
      Type: "DynamicSearchAdsSetting",
    },
  ],
  Shopping: [
    {
      [typeKey]: "ShoppingSetting",
      LocalInventoryAdsEnabled: false,
      Priority: 0,
      SalesCountryCode: "DE",
      StoreId: "1038402",
      Type: "ShoppingSetting",
    },
  ],
};
