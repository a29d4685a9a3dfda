import { type Props, withoutUnset } from "./props";
import { identityOf, type Resource } from "./resource";

/** `adopt` of a resource and, by key, of the goals of a library. */
interface Consent {
  readonly own: unknown;
  readonly ofGoals: ReadonlyMap<string, unknown>;
}

/**
 * The consent of a program to take over what exists, from check to the write that follows in the same process. It never
 * gets into state: so the lines that give it may leave a program without a trace, and a refresh finds what state holds.
 */
export class Consents {
  readonly #known = new Map<string, Consent>();

  /** Checked inputs without consent, which is kept. */
  taken(kind: string, resource: Resource, inputs: Props): Props {
    const { adopt, ...others } = inputs;
    const goals = Object.entries(tableOf(inputs.goals));
    const ofGoals = new Map(
      goals.flatMap(([key, goal]) => ("adopt" in tableOf(goal) ? [[key, tableOf(goal).adopt]] : [])),
    );
    this.#known.set(keyOf(kind, resource, inputs), { own: adopt, ofGoals });
    if (ofGoals.size === 0) return others;
    return { ...others, goals: Object.fromEntries(goals.map(([key, goal]) => [key, withoutAdopt(goal)])) };
  }

  /** Checked inputs with the consent that was given with them. */
  given(kind: string, resource: Resource, inputs: Props): Props {
    const known = this.#known.get(keyOf(kind, resource, inputs));
    if (known === undefined) return inputs;
    const all = withoutUnset({ ...inputs, adopt: known.own });
    if (known.ofGoals.size === 0) return all;
    const goals = Object.entries(tableOf(inputs.goals));
    const given = goals.map(([key, goal]) => [key, withAdopt(goal, known.ofGoals.get(key))] as const);
    return { ...all, goals: Object.fromEntries(given) };
  }
}

/** Resources of different kinds may have one name, and resources of one name may live in several components; the goals that they manage have names of their own. */
function keyOf(kind: string, resource: Resource, inputs: Props): string {
  return JSON.stringify([
    kind,
    identityOf(resource),
    typeof inputs.name === "string" ? inputs.name : "",
    inputs.customerId,
    inputs.accountId,
  ]);
}

function tableOf(value: unknown): Props {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Props) : {};
}

function withoutAdopt(goal: unknown): unknown {
  if (typeof goal !== "object" || goal === null || !("adopt" in goal)) return goal;
  const { adopt: _, ...others } = goal;
  return others;
}

function withAdopt(goal: unknown, adopt: unknown): unknown {
  return adopt === undefined || adopt === null ? goal : { ...tableOf(goal), adopt };
}
