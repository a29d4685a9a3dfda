import type { Kit } from "../kit";
import { List, type Parts } from "../message";
import { behaviour, type ProbeGroup, refusal, unasked } from "../probe";
import { NotAsked, seenAs } from "../verdict";

const get = (kit: Kit, ...names: readonly string[]) =>
  kit.call("GetAccountProperties", { AccountPropertyNames: new List("AccountPropertyName", names) });
const set = (kit: Kit, ...properties: readonly (Parts | null)[]) =>
  kit.call("SetAccountProperties", { AccountProperties: new List("AccountProperty", properties) });

const OWN = "it would change a setting of the account that is not the run's own";

export const accountProbes: ProbeGroup = {
  name: "accountRules",
  probes: [
    refusal("account.names-missing", (kit) => get(kit)),
    refusal("account.name-none", (kit) => get(kit, "None")),
    refusal("account.properties-missing", (kit) => set(kit)),
    refusal("account.property-null", (kit) => set(kit, null)),
    behaviour("account.unset-is-nil", async (kit) => {
      const reply = await get(kit, "FinalUrlSuffix", "TrackingUrlTemplate");
      const values = reply.all("AccountProperties", "AccountProperty").map((each) => each.value("Value"));
      const unset = values.find((value) => value === "nil" || value === "absent" || value === "");
      if (unset === undefined)
        throw new NotAsked("the account has both FinalUrlSuffix and TrackingUrlTemplate");
      return seenAs(unset !== "", { Value: unset === "" ? "empty" : unset });
    }),
    // Should it be taken, the end of the run puts back what was there.
    refusal("account.flag-invalid", (kit) =>
      set(kit, { Name: "MSCLKIDAutoTaggingEnabled", Value: "perhaps" }),
    ),
  ],
  unasked: [
    ...unasked(OWN, "account.nil-keeps", "account.parallel-tracking", "account.suffix-too-long"),
    ...unasked("it needs a customer without view-through conversions", "account.view-through-nil"),
  ],
};
