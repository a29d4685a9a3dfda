import type { Clock } from "../../provider/account/clock";
import type { GoalType } from "../../provider/goals/definition";
import type { LiveGoal } from "../../provider/goals/goal";
import type { LiveTag } from "../../provider/tags/tag";
import { mergedGoal, newGoal } from "./fakeRules";

export type FakeFields = Readonly<Record<string, unknown>>;

export interface FakeThing {
  readonly id: string;
  /** A goal's type; a tag has "tag". */
  readonly type: string;
  readonly fields: FakeFields;
}

export interface Refusal {
  readonly code: number;
  readonly symbol: string;
}

/** What the fake keeps: goals or tags, each version of them with its time, and every name that was ever used. */
export class FakeStore {
  readonly #versions: { readonly at: number; readonly things: ReadonlyMap<string, FakeThing> }[];
  readonly #usedNames = new Map<string, string>();
  readonly #nameTaken: Refusal;
  #late: { lists: number; work: () => void }[] = [];
  #nextId: number;

  constructor(
    private readonly clock: Clock,
    private readonly kind: "goal" | "tag",
  ) {
    this.#versions = [{ at: Number.NEGATIVE_INFINITY, things: new Map() }];
    this.#nameTaken = { code: kind === "goal" ? 5317 : 5303, symbol: "NameAlreadyExists" };
    this.#nextId = kind === "goal" ? 1001 : 501;
  }

  /** As it is now, whatever the lag. */
  get things(): readonly FakeThing[] {
    return [...this.#current().values()];
  }

  one(id: string): FakeThing | undefined {
    return this.#current().get(id);
  }

  /** Puts one there as somebody else would have: seen at once, whatever the lag. */
  seed(type: GoalType | "tag", fields: FakeFields, at = Number.NEGATIVE_INFINITY): string {
    const added = this.add(type, fields, at);
    if (typeof added !== "string") throw new Error(`The seed was refused: ${added.symbol}`);
    return added;
  }

  /** Changes one behind everybody's back. */
  edit(id: string, fields: FakeFields): void {
    const thing = this.#current().get(id);
    if (thing !== undefined) this.#put({ ...thing, fields: { ...thing.fields, ...fields } });
  }

  remove(id: string): void {
    const things = new Map(this.#current());
    things.delete(id);
    this.#versions.push({ at: this.clock.now(), things });
  }

  /** As if it had never been there. */
  forget(id: string): void {
    this.#usedNames.delete(String(this.one(id)?.fields.name).toLowerCase());
    this.remove(id);
  }

  add(type: string, fields: FakeFields, at = this.clock.now()): string | Refusal {
    const name = String(fields.name);
    if (this.#usedNames.has(name.toLowerCase())) return this.#nameTaken;
    const id = String(this.#nextId++);
    const made = this.kind === "goal" ? newGoal(type as GoalType, fields) : tagOf(id, fields);
    this.#usedNames.set(name.toLowerCase(), id);
    this.#put({ id, type, fields: made }, at);
    return id;
  }

  update(id: string, type: string, fields: FakeFields): undefined | Refusal {
    const thing = this.#current().get(id);
    if (thing === undefined) return { code: this.kind === "goal" ? 5314 : 5300, symbol: "InvalidId" };
    if (typeof fields.name === "string") {
      const owner = this.#usedNames.get(fields.name.toLowerCase());
      if (owner !== undefined && owner !== id) return this.#nameTaken;
      this.#usedNames.set(fields.name.toLowerCase(), id);
    }
    const merged =
      this.kind === "goal"
        ? mergedGoal(thing.type as GoalType, thing.fields, type as GoalType, fields)
        : { ...thing.fields, ...fields };
    if ("code" in merged && "symbol" in merged) return merged as unknown as Refusal;
    this.#put({ id, type, fields: merged });
    return undefined;
  }

  read(ids: readonly string[] | "all", lagMs: number): readonly (FakeThing | null)[] {
    const at = this.clock.now() - lagMs;
    const seen =
      this.#versions.findLast((version) => version.at <= at)?.things ?? new Map<string, FakeThing>();
    if (ids !== "all") return ids.map((id) => seen.get(id) ?? null);
    const listed = [...seen.values()];
    this.#late = this.#late.filter((late) => {
      late.lists -= 1;
      if (late.lists <= 0) late.work();
      return late.lists > 0;
    });
    return listed;
  }

  /** Does something once so many lists were answered. */
  afterLists(lists: number, work: () => void): void {
    this.#late.push({ lists, work });
  }

  #current(): ReadonlyMap<string, FakeThing> {
    return this.#versions.at(-1)?.things ?? new Map();
  }

  #put(thing: FakeThing, at = this.clock.now()): void {
    this.#versions.push({ at, things: new Map(this.#current()).set(thing.id, thing) });
  }
}

function tagOf(id: string, fields: FakeFields): FakeFields {
  const scripts = { trackingScript: `<script>${id}</script>`, trackingNoScript: `<img src="${id}">` };
  return { description: null, industry: null, ...fields, ...scripts, trackingStatus: "Unverified" };
}

export function asGoal(thing: FakeThing | null): LiveGoal | null {
  if (thing === null) return null;
  const { id, type, fields } = thing;
  return { id, type: type as GoalType, name: String(fields.name), trackingStatus: "TagUnverified", fields };
}

export function asTag(thing: FakeThing | null): LiveTag | null {
  return thing === null ? null : { ...thing.fields, id: thing.id, name: String(thing.fields.name) };
}
