import type { Emulator } from "../../provider/emulator";
import { createSoapCampaignManagement } from "../../provider/service/soap/client";

/** What the service says to a read with this access token: "ok", or the error's code. */
export async function callSoap(emulator: Emulator, accessToken: string): Promise<string> {
  const port = createSoapCampaignManagement({
    endpoint: emulator.soap,
    version: 13,
    account: { customerId: "111", accountId: "222" },
    credentials: async () => ({ accessToken, developerToken: "d" }),
  });
  try {
    await port.getUetTags("all");
    return "ok";
  } catch (error) {
    return String((error as { readonly code?: number }).code);
  }
}
