import type { CampaignManagement } from "./campaignManagement";
import { getAccountProperties, setAccountProperties } from "./wire/accountProperties";
import { addCampaignConversionGoals, deleteCampaignConversionGoals, getCampaigns } from "./wire/campaigns";
import { getOfflineConversionReport } from "./wire/conversionReport";
import { getConversionGoals, getUetTags } from "./wire/reads";
import type { Transport } from "./wire/transport";
import { addConversionGoals, addUetTags, updateConversionGoals, updateUetTags } from "./wire/writes";

/** The port over a transport. */
export function portOverTransport(transport: Transport): CampaignManagement {
  return {
    addUetTags: (tags) => addUetTags(transport, tags),
    updateUetTags: (tags) => updateUetTags(transport, tags),
    getUetTags: (which) => getUetTags(transport, which),
    addConversionGoals: (goals) => addConversionGoals(transport, goals),
    updateConversionGoals: (goals) => updateConversionGoals(transport, goals),
    getConversionGoals: (which) => getConversionGoals(transport, which),
    getAccountProperties: (names) => getAccountProperties(transport, names),
    setAccountProperties: (properties) => setAccountProperties(transport, properties),
    getCampaigns: (ids) => getCampaigns(transport, ids),
    addCampaignConversionGoals: (links) => addCampaignConversionGoals(transport, links),
    deleteCampaignConversionGoals: (links) => deleteCampaignConversionGoals(transport, links),
    getOfflineConversionReport: (which) => getOfflineConversionReport(transport, which),
  };
}
