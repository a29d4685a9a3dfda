import { type ProbeGroup, refusal, unasked } from "../probe";
import { shareWith } from "./tagRules";

export const tagShareProbes: ProbeGroup = {
  name: "tagShareRules",
  probes: [
    refusal("tag.share-account", (kit) => shareWith(kit, { AccountId: kit.account.accountId })),
    refusal("tag.share-both", (kit) =>
      shareWith(kit, { AccountId: kit.account.accountId, CustomerId: kit.account.customerId }),
    ),
    refusal("tag.share-neither", (kit) => shareWith(kit, {})),
    refusal("tag.share-with-owner", (kit) => shareWith(kit, { CustomerId: kit.account.customerId })),
  ],
  unasked: [
    ...unasked("it needs a customer that cannot share tags", "tag.share-feature-refuses"),
    ...unasked("an id that is made up may be that of a real customer", "tag.share-customer-unknown"),
  ],
};
