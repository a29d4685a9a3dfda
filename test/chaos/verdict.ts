import equal from "fast-deep-equal";
import type { Emulator } from "../../provider/emulator";
import type { Entry } from "../support/e2eStack";
import { ChaosStack, type Universe } from "./chaosStack";
import { neighbourWrongs, wholeProgramOf } from "./neighbours";
import { openFieldsOf, type Plan, type Slot } from "./plan";
import { isInClear } from "./secretValues";
import { idIn, isThere, wrongs } from "./truth";

/** Names that more than one live goal has. */
export function doubles({ store }: Emulator): readonly string[] {
  const live = store.goals.filter(isThere);
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
  const { emulator } = universe;
  const wrong = [
    ...wrongs(plan, stack.state, emulator, before),
    ...neighbourWrongs(plan, before, stack.state, emulator),
  ];
  if (wrong.length > 0) return wrong;
  const saved = [...stack.state];
  const ignored = ignoredIn(plan, before);
  const fresh = new ChaosStack(universe, config, {}, stack.state, stack.condemned);
  const preview = await universe.time.until(fresh.preview(wholeProgramOf(plan), { refresh: true }));
  const changes = preview.steps.filter((step) => !step.startsWith("same ") && !step.startsWith("read "));
  return [
    ...changes.map((step) => `the next preview says: ${step}`),
    ...(preview.ok ? [] : [`the next preview fails: ${preview.said}`]),
    ...preview.writes.map(({ operation }) => `a preview calls ${operation}`),
    ...changedEntries(saved, fresh.state, ignored),
    ...saved.flatMap(([name, entry]) => (isInClear(entry) ? [`state has a secret of ${name} in clear`] : [])),
    ...(stack.condemned.length === 0 ? [] : ["something replaced is still to be deleted"]),
  ];
}

/** The ignored fields of single goals by resource, and of the goals of the library by name. */
function ignoredIn(plan: Plan, before: Plan | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map(
    plan.slots.map((slot) => [
      slot.where === "single" ? slot.key : slot.name,
      openFieldsOf(slot, { plan, before }),
    ]),
  );
}

/** What state says that is not so. Fields that the program does not manage may have changed since they were read. */
function changedEntries(
  saved: readonly (readonly [string, Entry])[],
  now: ReadonlyMap<string, Entry>,
  ignored: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return saved.flatMap(([name, entry]) => {
    const found = now.get(name);
    const names = Object.keys(entry.inputs);
    const part = (of: Entry) => managedPart(of, names, name === "shelf" ? "" : name, ignored);
    const before = part(entry);
    const after = found === undefined ? undefined : part(found);
    if (equal(after, before)) return [];
    return [`a refresh changes ${name}:\n${JSON.stringify(before)}\n${JSON.stringify(after)}`];
  });
}

/** Without `adopt`, which counts only before there is a state, and without what is ignored. `resource`: empty for a library. */
function managedPart(
  { id, inputs, outputs }: Entry,
  names: readonly string[],
  resource: string,
  ignored: ReadonlyMap<string, readonly string[]>,
): unknown {
  const own = Object.entries(outputs).filter(([name]) => names.includes(name));
  const part = { id, inputs, outputs: Object.fromEntries(own) };
  const without = (from: unknown, of: string): unknown =>
    JSON.parse(
      JSON.stringify(from, (name, value) => {
        const isIgnored = ignored.get(of)?.some((path) => path.split(".")[0] === name);
        // What a transform ignores only the outputs say, until a refresh takes it into the inputs.
        if (name === "adopt" || name === "ignored" || isIgnored) return undefined;
        // Sets: a program may turn their order, and state keeps the one in which they were written.
        if ((name === "secret" || name === "goalIds") && Array.isArray(value)) return [...value].sort();
        // A refresh after a lost save has the service's form of a number: "2.5" for 2.50.
        if (name === "value" && value !== undefined) return Number(value);
        if (typeof value === "number") return String(value);
        // Keys of a library are names of goals.
        return name === of || !ignored.has(name) ? value : without(value, name);
      }),
    );
  return without(part, resource);
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
    const goal = emulator.store.goal(id ?? "");
    const status = goal?.fields.Status;
    const isGone = goal !== undefined && !isThere(goal);
    return isGone || slot.onDelete === "retain" || status === "Paused"
      ? []
      : [`${slot.name} is ${status} after destroy`];
  });
  return [...left, ...active];
}
