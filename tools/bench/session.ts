import { systemClock } from "../../provider/account/clock";
import { conversionGoalHandler } from "../../provider/core/goal/handler";
import { type Provider, providerOf } from "../../provider/dynamic/provider";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { createRestCampaignManagement } from "../../provider/service/rest/client";
import { createSoapCampaignManagement } from "../../provider/service/soap/client";
import { connect } from "../../provider/session/connect";
import { Sessions } from "../../provider/session/session";

const ACCOUNT = { customerId: "111", accountId: "222" };
const credentials = async () => ({
  accessToken: "emulator-access-token",
  developerToken: "emulator",
  identityProvider: "microsoft" as const,
});

/** The lifecycle of a conversion goal as in a new plugin process, without the process. */
export function newSession(endpoint: string): Provider {
  const sessions = new Sessions({
    environment: {
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: endpoint,
      MSADS_CREDENTIALS_FILE: "/dev/null/none",
    },
    clock: systemClock,
    notify: () => {},
    connect,
  });
  sessions.configure({ get: () => undefined });
  return providerOf(sessions, conversionGoalHandler);
}

export function soapPort(endpoint: string, through?: typeof fetch): CampaignManagement {
  const options = { endpoint, account: ACCOUNT, credentials };
  return createSoapCampaignManagement({ ...options, version: 13, ...(through ? { fetch: through } : {}) });
}

export function restPort(endpoint: string, through?: typeof fetch): CampaignManagement {
  const options = { endpoint, account: ACCOUNT, credentials };
  return createRestCampaignManagement({ ...options, ...(through ? { fetch: through } : {}) });
}

/** A goal's inputs as a program's resource sends them. */
export function goalInputs(index: number, minutes: number): Readonly<Record<string, unknown>> {
  const name = `Goal ${String(index).padStart(4, "0")}`;
  return {
    type: "OfflineConversion",
    name,
    __msads: { name: `goal${index}`, fresh: true },
    goalCategory: "Purchase",
    conversionWindowInMinutes: minutes,
    __provider: "text",
  };
}
