import { sleep } from "../account/clock";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import { defaultEndpoint } from "../service/endpoint";
import { withRetry } from "../service/patient";
import { useProxy } from "../service/proxy";
import { createSoapCampaignManagement } from "../service/soap/client";
import type { Settings } from "./settings";
import type { World } from "./world";

/** The service for one account, as the settings name it, with patience for a throttled or stumbling one. */
export function connect(settings: Settings, account: AccountRef, world: World): CampaignManagement {
  if (useProxy(world.environment).state === "unsupported")
    world.notify({
      severity: "warning",
      message:
        "HTTPS_PROXY is set, but this Node cannot use it: take Node 24.14 or later, or set NODE_USE_ENV_PROXY=1",
    });
  const { accessToken, developerToken, identityProvider, apiVersion: version } = settings;
  const environment = settings.environment === "sandbox" ? "sandbox" : "production";
  const port = createSoapCampaignManagement({
    endpoint: settings.endpoint ?? defaultEndpoint(environment, version),
    version,
    account,
    credentials: async () => ({ accessToken, developerToken, identityProvider }),
  });
  return withRetry(port, {
    clock: world.clock.now,
    sleep: (ms) => sleep(world.clock, ms),
    random: Math.random,
    maxWaitMs: settings.maxWaitMs,
    notify: (message) => world.notify({ severity: "info", message, ephemeral: true }),
  });
}
