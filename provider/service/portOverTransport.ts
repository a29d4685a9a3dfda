import type { CampaignManagement } from "./campaignManagement";
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
  };
}
