import { sleep } from "../account/clock";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import { defaultEndpoint, isMicrosofts, mayHaveRest } from "../service/endpoint";
import { withRetry } from "../service/patient";
import { useProxy } from "../service/proxy";
import { createRestCampaignManagement } from "../service/rest/client";
import { createSoapCampaignManagement } from "../service/soap/client";
import { createAutoCampaignManagement, type Retirement } from "../service/transport";
import type { Settings } from "./settings";
import { accessOf } from "./signIn";
import type { World } from "./world";

/** The service for one account, as the settings name it, with patience for a throttled or stumbling one. */
export function connect(settings: Settings, account: AccountRef, world: World): CampaignManagement {
  if (useProxy(world.environment).state === "unsupported")
    world.notify({
      severity: "warning",
      message:
        "HTTPS_PROXY is set, but this Node cannot use it: take Node 24.14 or later, or set NODE_USE_ENV_PROXY=1",
    });
  return withRetry(portOf(settings, account, world), {
    clock: world.clock.now,
    sleep: (ms) => sleep(world.clock, ms),
    random: Math.random,
    maxWaitMs: settings.maxWaitMs,
    notify: (message) => world.notify({ severity: "info", message, ephemeral: true }),
    ...accessOf(settings, world).renewal,
  });
}

/** What each process has learnt of its service: a process has one object of settings. */
const retirements = new WeakMap<Settings, Retirement>();

function portOf(settings: Settings, account: AccountRef, world: World): CampaignManagement {
  const { developerToken, identityProvider, apiVersion: version, transport } = settings;
  const environment = settings.environment === "sandbox" ? "sandbox" : "production";
  const endpoint = settings.endpoint ?? defaultEndpoint(environment, version);
  const access = accessOf(settings, world);
  const credentials = async () => ({ accessToken: await access.get(), developerToken, identityProvider });
  const soap = () => createSoapCampaignManagement({ endpoint, version, account, credentials });
  const rest = () => createRestCampaignManagement({ endpoint, account, credentials });
  if (transport === "rest") return rest();
  // Microsoft never served version 12 over REST.
  if (transport === "soap" || version === 12 || !mayHaveRest(endpoint)) return soap();
  const retirement = retirements.get(settings) ?? { retired: false };
  retirements.set(settings, retirement);
  return createAutoCampaignManagement({
    soap: soap(),
    rest: rest(),
    retirement,
    ownHost: isMicrosofts(endpoint) || settings.environment === "emulator",
    warn: (message) => world.notify({ severity: "warning", message }),
  });
}
