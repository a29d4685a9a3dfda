import { idsIn } from "../kit";
import { goal } from "../message";
import { behaviour, type ProbeGroup, refusal } from "../probe";
import { seenAs } from "../verdict";

export const goalNameProbes: ProbeGroup = {
  name: "goalNameRules",
  probes: [
    behaviour("goal.name-twice-later", async (kit) => {
      const same = goal("OfflineConversion", await kit.good("OfflineConversion"));
      const reply = await kit.addGoals([same, same]);
      const [first, second] = idsIn(reply);
      return seenAs(first !== undefined && second === undefined, {}, reply);
    }),
    refusal("goal.name-given-up", async (kit) => {
      const name = kit.newName();
      const id = await kit.made("OfflineConversion", { Name: name });
      await kit.updated("OfflineConversion", id, { Name: kit.newName() });
      return kit.addGoals([goal("OfflineConversion", await kit.good("OfflineConversion", { Name: name }))]);
    }),
    behaviour("goal.name-case", async (kit) => {
      // The prefix of the run stays as it is in every name.
      const name = kit.newName();
      await kit.made("OfflineConversion", { Name: `${name} small` });
      const again = await kit.good("OfflineConversion", { Name: `${name} SMALL` });
      const reply = await kit.addGoals([goal("OfflineConversion", again)]);
      return seenAs(!reply.accepted, {}, reply);
    }),
  ],
  unasked: [],
};
