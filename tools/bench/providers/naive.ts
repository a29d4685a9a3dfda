import type { CampaignManagement } from "../../../provider/service/campaignManagement";
import { createSoapCampaignManagement } from "../../../provider/service/soap/client";

type Inputs = Readonly<Record<string, unknown>>;

/** A goal of the program as the service's port takes it. */
function fieldsOf({ __provider, ...fields }: Inputs): Inputs {
  return fields;
}

let opened: CampaignManagement | undefined;
function service(): CampaignManagement {
  opened ??= createSoapCampaignManagement({
    endpoint: process.env.MSADS_ENDPOINT ?? "",
    version: 13,
    account: { customerId: "111", accountId: "222" },
    credentials: async () => ({
      accessToken: "emulator-access-token",
      developerToken: "emulator",
      identityProvider: "microsoft",
    }),
  });
  return opened;
}

/**
 * What one writes first: each goal by itself, one call that writes and one that reads back what the service made of it.
 * It looks at the live goal before it says that nothing changed, as the library and the single resources do.
 */
export const naiveGoal = {
  check: async (_olds: unknown, news: unknown) => ({ inputs: news }),
  diff: async (id: string, _olds: Inputs, news: Inputs) => {
    const live = (await service().getConversionGoals({ ids: [id] }))[0];
    const changes = Object.entries(fieldsOf(news)).some(([name, value]) => live?.fields[name] !== value);
    return { changes };
  },
  create: async (news: Inputs) => {
    const added = await service().addConversionGoals([{ type: "Url", fields: fieldsOf(news) }]);
    const [item] = added.items;
    if (item?.ok !== true) throw new Error(`refused: ${JSON.stringify(item?.errors)}`);
    const live = (await service().getConversionGoals({ ids: [item.value] }))[0];
    return { id: item.value, outs: { ...news, ...live?.fields } };
  },
  update: async (id: string, _olds: Inputs, news: Inputs) => {
    await service().updateConversionGoals([{ id, type: "Url", fields: fieldsOf(news) }]);
    const live = (await service().getConversionGoals({ ids: [id] }))[0];
    return { outs: { ...news, ...live?.fields } };
  },
};

export const naiveTag = {
  check: async (_olds: unknown, news: unknown) => ({ inputs: news }),
  diff: async () => ({ changes: false }),
  create: async (news: Inputs) => {
    const [item] = (await service().addUetTags([{ fields: { name: news.name } }])).items;
    if (item?.ok !== true) throw new Error(`refused: ${JSON.stringify(item?.errors)}`);
    return { id: item.value.id, outs: news };
  },
};
