import equal from "fast-deep-equal";
import type { Emulator } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import { ChaosStack, type Universe } from "./chaosStack";
import { type Plan, programOf, type Slot } from "./plan";
import { idIn, wrongs } from "./truth";

/** Names that more than one live goal has. */
export function doubles({ store }: Emulator): readonly string[] {
  const live = store.goals.filter(({ deleted }) => !deleted);
  return [...Map.groupBy(live, ({ fields }) => fields.Name)].flatMap(([name, goals]) =>
    goals.length > 1 ? [`${name} is there ${goals.length} times`] : [],
  );
}

interface Party {
  readonly config: Readonly<Record<string, string>>;
  /** The version before. */
  readonly before: Plan | undefined;
}

/** What is wrong after a run that went well: account against program, state against account, and what the next preview says. */
export async function unsettled(
  universe: Universe,
  plan: Plan,
  stack: ChaosStack,
  { config, before }: Party,
): Promise<readonly string[]> {
  const wrong = wrongs(plan, stack.state, universe.emulator, before);
  if (wrong.length > 0) return wrong;
  const saved = [...stack.state];
  const fresh = new ChaosStack(universe, config, {}, stack.state, stack.condemned);
  const preview = await universe.time.until(fresh.preview(programOf(plan), { refresh: true }));
  const changes = preview.steps.filter((step) => !step.startsWith("same ") && !step.startsWith("read "));
  return [
    ...changes.map((step) => `the next preview says: ${step}`),
    ...(preview.ok ? [] : [`the next preview fails: ${preview.said}`]),
    ...preview.writes.map(({ operation }) => `a preview calls ${operation}`),
    ...changedEntries(saved, fresh.state),
    ...(stack.condemned.length === 0 ? [] : ["something replaced is still to be deleted"]),
  ];
}

/** What state says that is not so. Fields that the program does not manage may have changed since they were read. */
function changedEntries(
  saved: readonly (readonly [string, Entry])[],
  now: ReadonlyMap<string, Entry>,
): readonly string[] {
  return saved.flatMap(([name, entry]) => {
    const found = now.get(name);
    const names = Object.keys(entry.inputs);
    const before = managedPart(entry, names);
    const after = found === undefined ? undefined : managedPart(found, names);
    if (equal(after, before)) return [];
    return [`a refresh changes ${name}:\n${JSON.stringify(before)}\n${JSON.stringify(after)}`];
  });
}

/** Without `adopt`, which counts only before there is a state. */
function managedPart({ id, inputs, outputs }: Entry, names: readonly string[]): unknown {
  const own = Object.entries(outputs).filter(([name]) => names.includes(name));
  const part = { id, inputs, outputs: Object.fromEntries(own) };
  return JSON.parse(JSON.stringify(part, (name, value) => (name === "adopt" ? undefined : value)));
}

/** The goals of a plan, by the ids that state holds of them. */
export function standing(
  plan: Plan | undefined,
  stack: ChaosStack,
): readonly (readonly [Slot, string | undefined])[] {
  return (plan?.slots ?? []).map((slot) => [slot, idIn(stack.state, slot)] as const);
}

/** What is wrong after all was destroyed: nothing may be left in state, nothing active but what is to stay. */
export function notDestroyed(
  { emulator }: Universe,
  goals: ReturnType<typeof standing>,
  stack: ChaosStack,
): readonly string[] {
  const left = stack.state.size === 0 ? [] : [`state still has ${[...stack.state.keys()]}`];
  const active = goals.flatMap(([slot, id]) => {
    const status = emulator.store.goal(id ?? "")?.fields.Status;
    return slot.onDelete === "retain" || status === "Paused"
      ? []
      : [`${slot.name} is ${status} after destroy`];
  });
  return [...left, ...active];
}
