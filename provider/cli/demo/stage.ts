import type { Emulator, StoredGoal, StoredTag } from "../../emulator";
import { Unexpected } from "./expect";

/** The account as the service has it, for the story's claims. Names are those of the example. */
export class Stage {
  constructor(readonly emulator: Emulator) {}

  get goals(): readonly StoredGoal[] {
    return this.emulator.store.goals.filter((goal) => !goal.deleted);
  }

  get tags(): readonly StoredTag[] {
    return this.emulator.store.tags.filter((tag) => !tag.deleted);
  }

  /** The goal with a name. Throws Unexpected when there is none. */
  goal(name: string): StoredGoal {
    const goal = this.goals.find(({ fields }) => fields.Name === name);
    if (goal === undefined) throw new Unexpected(`the service has no goal named ${JSON.stringify(name)}`);
    return goal;
  }

  /** The ids of all goals and tags by name: what must not change. */
  ids(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      [...this.tags, ...this.goals].map(({ id, fields }) => [String(fields.Name), id]),
    );
  }

  /** How many goals are in each status. */
  statuses(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { fields } of this.goals)
      counts[String(fields.Status)] = (counts[String(fields.Status)] ?? 0) + 1;
    return counts;
  }
}
