import type { Kit } from "../kit";
import { entities, Inside, type Parts } from "../message";
import { type ProbeGroup, refusal } from "../probe";
import type { Reply } from "../reply";

const NOBODY = "1";

/** A search for accounts of the customer. */
function search(kit: Kit, operator: string, size: number): Promise<Reply> {
  const predicate: Parts = { Field: "CustomerId", Operator: operator, Value: kit.account.customerId };
  return kit.call("SearchAccounts", {
    Predicates: entities("Predicate", predicate),
    PageInfo: new Inside({ Index: 0, Size: size }),
  });
}

export const customerProbes: ProbeGroup = {
  name: "customerRules",
  probes: [
    refusal("user.foreign", (kit) => kit.call("GetUser", { UserId: NOBODY }, { expects: [105, 106] })),
    refusal("search.predicate", (kit) => search(kit, "Contains", 10)),
    refusal("search.page", (kit) => search(kit, "Equals", 1_001)),
  ],
  unasked: [],
};
