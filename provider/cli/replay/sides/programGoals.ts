import { knownGoals, matched } from "../../../core/library/match";
import { adoptOf, type Props, refOf } from "../../../core/props";
import type { Asked } from "../../../fleet/check/asked";
import { type AnyGoal, isUnsupported } from "../../../goals/goal";
import { isTable } from "../../../goals/library";
import type { GoalSource } from "../../../replay/goalOf";
import type { AccountRef } from "../../../service/campaignManagement";
import { type Declared, goalAfter } from "./goalAfter";
import { liveSource } from "./sideGoal";
import { askedOfStack, holdsGoals, type StackResource } from "./stackResource";

/** One step of `pulumi preview --json`. */
export interface PreviewStep {
  readonly op: string;
  readonly oldState?: StackResource;
  readonly newState?: StackResource;
}

/** The goals of one account as they are now. */
export interface LiveAccount {
  readonly ref: AccountRef;
  readonly goals: readonly AnyGoal[];
}

/** What a run would do with a resource that holds goals. */
export interface Planned {
  readonly does: "makes" | "keeps" | "removes";
  readonly asked: Asked;
}

const MAKES = ["create", "create-replacement"];
const KEEPS = ["same", "update", "import", "import-replacement"];
const REMOVES = ["delete", "delete-replaced"];

/** What a run would do with goals. */
export function plannedIn(steps: readonly PreviewStep[]): readonly Planned[] {
  return steps.flatMap(({ op, oldState, newState }): readonly Planned[] => {
    const does = MAKES.includes(op)
      ? "makes"
      : KEEPS.includes(op)
        ? "keeps"
        : REMOVES.includes(op)
          ? "removes"
          : undefined;
    const state = does === "removes" ? oldState : newState;
    if (does === undefined || state === undefined || !holdsGoals(state)) return [];
    // Pulumi then forgets it without a word to the provider.
    if (does === "removes" && state.retainOnDelete === true) return [];
    const id = oldState?.id ?? state.id ?? state.importID;
    const asked = askedOfStack({ ...state, id }, does === "makes" ? {} : oldState);
    return asked === undefined ? [] : [{ does, asked }];
  });
}

/** The accounts that a run would touch. */
export function accountsOf(planned: readonly Planned[]): readonly AccountRef[] {
  const refs = planned
    .map(({ asked }) => asked.inputs)
    .filter(({ customerId, accountId }) => typeof customerId === "string" && typeof accountId === "string")
    .map(refOf);
  return [...new Map(refs.map((ref) => [ref.accountId, ref])).values()];
}

/** All goals as a run would leave them: what it does not touch stays as it is live. */
export function programGoals(
  accounts: readonly LiveAccount[],
  planned: readonly Planned[],
): readonly GoalSource[] {
  const run = new PlannedRun(accounts);
  for (const { does, asked } of planned) if (does === "keeps") run.have(asked, false);
  for (const { does, asked } of planned) if (does === "makes") run.have(asked, true);
  for (const { does, asked } of planned) if (does === "removes") run.remove(asked);
  return run.goals();
}

/** A run in thought: what has a goal already comes first, and what leaves the program last, since neither takes or pauses what another resource has. */
class PlannedRun {
  readonly #live = new Map<string, AnyGoal>();
  readonly #after = new Map<string, GoalSource>();
  readonly #made: GoalSource[] = [];
  readonly #left = new Set<string>();
  /** Libraries that pause what they do not list, with the account. */
  readonly #sweeping: { readonly inputs: Props; readonly listed: ReadonlySet<string> }[] = [];

  constructor(private readonly accounts: readonly LiveAccount[]) {
    for (const { goals } of accounts) for (const goal of goals) this.#live.set(goal.id, goal);
  }

  have({ type, resource, id, outputs, inputs }: Asked, isNew: boolean): void {
    if (type !== "ConversionGoalLibrary")
      return void this.#declare(
        { resource, olds: isNew ? {} : outputs, news: inputs },
        isNew ? undefined : id,
      );
    const known = knownGoals(outputs, resource);
    // Which goals it has is not known before `up`: those that it has had stay, and nobody can say how.
    if (!isTable(inputs.goals))
      for (const goal of known)
        this.#declare({ resource: goal.resource, olds: goal.outputs, news: {} }, goal.id);
    else this.#haveLibrary({ resource, outputs, inputs });
  }

  #haveLibrary({ resource, outputs, inputs }: Pick<Asked, "resource" | "outputs" | "inputs">): void {
    const { listed, left } = matched(inputs, outputs, resource);
    const inOrder = [
      ...listed.filter(({ known }) => known !== undefined),
      ...listed.filter(({ known }) => known === undefined),
    ];
    const ids = inOrder.map(({ entry, known }) =>
      this.#declare({ resource: entry.resource, olds: known?.outputs ?? {}, news: entry.props }, known?.id),
    );
    for (const goal of left) if (goal.outputs.onDelete !== "retain") this.#left.add(goal.id);
    if (inputs.unlisted === "pause")
      this.#sweeping.push({ inputs, listed: new Set(ids.filter((id) => id !== undefined)) });
  }

  remove({ type, resource, id, outputs }: Asked): void {
    const gone =
      type === "ConversionGoalLibrary"
        ? knownGoals(outputs, resource).map((goal) => ({ id: goal.id, onDelete: goal.outputs.onDelete }))
        : [{ id, onDelete: outputs.onDelete }];
    for (const each of gone) if (each.onDelete !== "retain") this.#left.add(each.id);
  }

  goals(): readonly GoalSource[] {
    for (const { inputs, listed } of this.#sweeping) this.#sweep(inputs, listed);
    const rest = [...this.#live.values()].map((goal) => this.#after.get(goal.id) ?? this.#untouched(goal));
    return [...rest, ...this.#made];
  }

  /** Returns the id of the live goal that it is. */
  #declare(declared: Declared, id: string | undefined): string | undefined {
    const live = id === undefined ? this.#taken(declared) : this.#live.get(id);
    const after = goalAfter(declared, live);
    if (live === undefined) this.#made.push(after);
    else this.#after.set(live.id, after);
    return live?.id;
  }

  /** What a new resource takes over: the live goal that it names, else the one of its name. */
  #taken({ news }: Declared): AnyGoal | undefined {
    const adopt = adoptOf(news);
    if (typeof adopt === "string") return this.#live.get(adopt);
    if (typeof news.name !== "string") return undefined;
    return this.#goalsOf(news).find(({ id, name }) => name === news.name && !this.#after.has(id));
  }

  #goalsOf({ customerId, accountId }: Props): readonly AnyGoal[] {
    const ofCustomer = this.accounts.filter(({ ref }) => ref.customerId === customerId);
    const own = ofCustomer.filter(({ ref }) => ref.accountId === accountId);
    return [...own, ...ofCustomer].flatMap(({ goals }) => goals);
  }

  #sweep({ accountId }: Props, listed: ReadonlySet<string>): void {
    const here = this.accounts.filter(({ ref }) => ref.accountId === accountId).flatMap(({ goals }) => goals);
    for (const goal of here) if (!isUnsupported(goal) && !listed.has(goal.id)) this.#left.add(goal.id);
  }

  #untouched(goal: AnyGoal): GoalSource {
    const source = liveSource(goal);
    return this.#left.has(goal.id) && !isUnsupported(goal)
      ? { ...source, fields: { ...source.fields, status: "Paused" } }
      : source;
  }
}
