import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Emulator } from "../../provider/emulator";

type Values = Readonly<Record<string, unknown>>;
/** Goals and tags by kind and id. */
type State = ReadonlyMap<string, Values>;

/** One thing that happened: a run of the program, or people in the web UI. */
interface Event {
  readonly by: "program" | "people";
  readonly before: State;
  readonly after: State;
  /** The fields, as "goal 4711 Status", that the audit log tells of. */
  readonly logged: ReadonlySet<string>;
}

/** What happened to an account, and what of it the audit log tells: read here by other code than that which is tested. */
export class Past {
  readonly events: Event[] = [];
  #state: State;
  #lines = 0;

  constructor(
    private readonly emulator: Emulator,
    private readonly log: string,
  ) {
    this.#state = stateOf(emulator);
  }

  programRan(): void {
    this.#note("program");
  }

  peopleEdited(): void {
    this.#note("people");
  }

  /** As it is now. */
  now(): State {
    return stateOf(this.emulator);
  }

  #note(by: Event["by"]): void {
    const before = this.#state;
    this.#state = this.now();
    this.events.push({ by, before, after: this.#state, logged: this.#newlyLogged() });
  }

  #newlyLogged(): ReadonlySet<string> {
    const all = existsSync(this.log) ? readFileSync(this.log, "utf8").trimEnd().split("\n") : [];
    const entries = all.slice(this.#lines).map((line) => JSON.parse(line));
    this.#lines = all.length;
    const items = entries
      .filter(({ phase }) => phase === "done" || phase === "read")
      .flatMap((entry) => entry.items as readonly Item[])
      .filter(({ id, refused }) => id !== undefined && refused === undefined);
    return new Set(
      items.flatMap(({ kind, id, fields }) =>
        Object.keys(fields).map((name) => `${kind} ${id} ${wireName(name)}`),
      ),
    );
  }
}

interface Item {
  readonly kind: string;
  readonly id?: string;
  readonly fields: Values;
  readonly refused?: unknown;
}

const wireName = (name: string) => (name === "type" ? "kind" : `${name[0]?.toUpperCase()}${name.slice(1)}`);

/** What fields that are not set amount to. Microsoft: ConversionGoal and its derived types. */
const DEFAULTS: Values = {
  Status: "Active",
  CountType: "All",
  ConversionWindowInMinutes: 43_200,
  ViewThroughConversionWindowInMinutes: 1_440,
  AttributionModelType: "LastClick",
  IsEnhancedConversionsEnabled: false,
  IsExternallyAttributed: false,
  ExcludeFromBidding: false,
};

function stateOf({ store }: Emulator): State {
  const set = (fields: object) =>
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  const goals = store.goals
    .filter(({ deleted }) => !deleted)
    .map(({ id, kind, fields }) => {
      const { Revenue } = fields;
      // Microsoft: a value that is left out counts as 0.
      const worth = Revenue?.Type === "NoValue" ? {} : { Value: "0" };
      const values = {
        kind,
        ...DEFAULTS,
        ...Object.fromEntries(set(fields)),
        Revenue: { ...worth, ...Revenue },
      };
      return [`goal ${id}`, values] as const;
    });
  const tags = store.tags.map(({ id, fields }) => {
    const { Name, Description = "", Industry } = fields;
    return [
      `tag ${id}`,
      { Name, Description, ...(Industry === undefined ? {} : { Industry }) } as Values,
    ] as const;
  });
  return new Map([...goals, ...tags]);
}

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly why: string;
}

/** What `msads restore --json` prints, as far as it says what does not come back. */
export interface RestoreTold {
  readonly restored: readonly {
    readonly kind: string;
    readonly id: string;
    readonly found: readonly string[];
    readonly differences: readonly { readonly path: string }[];
  }[];
  readonly lost: readonly Told[];
  readonly changedOutside: readonly Told[];
  readonly applied: { readonly failed: readonly Told[] } | null;
}

/** What is wrong with an account after a restore; each as "goal 4711 Status: why". */
export interface Verdict {
  /** Not as it was then, and nothing says so. */
  readonly silentlyWrong: readonly string[];
  /** The last change was one by people, and the restore has overwritten it. */
  readonly overwritten: readonly string[];
  /** Things that were left alone, since somebody else has changed them. */
  readonly heldBack: readonly string[];
  /** What the service refused, which is said. */
  readonly refused: readonly string[];
}

/**
 * Judges an account after a restore to the time after event number `back`. Each field of each thing of that time is as it was then, but:
 *
 * - of a thing that is listed as changed by somebody else, or as not to be had, nothing is changed at all
 * - a field that is listed is as it was before the restore
 * - a field that the log never tells of is as it was before the restore
 * - a field of which the log tells only later is what the first write found, and that is said
 * - a field that people changed between two writes and changed back is as those two writes have it
 */
export function verdictOf(past: Past, back: number, told: RestoreTold): Verdict {
  const judge = new Judge(past, back, told);
  return judge.verdict();
}

class Judge {
  readonly #then: State;
  readonly #before: State;
  readonly #now: State;
  readonly #silentlyWrong: string[] = [];
  readonly #overwritten: string[] = [];

  constructor(
    private readonly past: Past,
    private readonly back: number,
    private readonly told: RestoreTold,
  ) {
    this.#then = past.events[back]?.after ?? new Map();
    this.#before = past.events.at(-1)?.after ?? new Map();
    this.#now = past.now();
  }

  verdict(): Verdict {
    for (const [thing, then] of this.#then) this.#judgeThing(thing, then);
    for (const [thing, now] of this.#now)
      if (!this.#then.has(thing) && thing.startsWith("goal ") && now.Status !== "Paused")
        this.#silentlyWrong.push(`${thing}: made since, and not paused`);
    return {
      silentlyWrong: this.#silentlyWrong,
      overwritten: this.#overwritten,
      heldBack: this.told.changedOutside.map(({ kind, id }) => `${kind} ${id}`),
      refused: this.#refused.map(({ kind, id }) => `${kind} ${id}`),
    };
  }

  #judgeThing(thing: string, then: Values): void {
    const now = this.#now.get(thing);
    const before = this.#before.get(thing);
    const isWholeTold = this.#toldOf(thing).some((field) => field === undefined);
    if (now === undefined || before === undefined) {
      if (!isWholeTold) this.#silentlyWrong.push(`${thing}: gone, and not listed`);
      return;
    }
    if (isWholeTold) {
      if (!isDeepStrictEqual(now, before)) this.#overwritten.push(`${thing}: listed, and changed`);
      return;
    }
    for (const field of new Set([...Object.keys(then), ...Object.keys(before), ...Object.keys(now)]))
      this.#judgeField(`${thing} ${field}`, then[field], before[field], now[field]);
  }

  #judgeField(field: string, then: unknown, before: unknown, now: unknown): void {
    const isSame = isDeepStrictEqual(now, then);
    const isLeft = isDeepStrictEqual(now, before);
    const changes = this.past.events.map((event, at) => ({ ...event, at }));
    const logged = changes.filter((event) => event.logged.has(field));
    const byPeople = changes.filter(
      (event) =>
        event.by === "people" &&
        !isDeepStrictEqual(valueIn(event.before, field), valueIn(event.after, field)),
    );
    const last = logged.findLast(({ at }) => at <= this.back);
    const next = logged.find(({ at }) => at > this.back);
    const isHidden = byPeople.some(
      ({ at }) => at > (last?.at ?? this.back) && at < (next?.at ?? Number.POSITIVE_INFINITY),
    );
    const isByPeople = (byPeople.at(-1)?.at ?? -1) > (logged.at(-1)?.at ?? -1);
    if (isByPeople && !isLeft && !isSame) this.#overwritten.push(`${field}: ${words(then, before, now)}`);
    if (isSame || this.#isTold(field)) return;
    const wrong = (why: string) => this.#silentlyWrong.push(`${field}: ${why}: ${words(then, before, now)}`);
    if (last === undefined && next === undefined) {
      if (!isLeft) wrong("the log never tells of it");
    } else if (!isHidden) wrong("the log knows it");
    else if (next === undefined) {
      if (!isLeft && !this.#isShown(field)) wrong("changed by people since");
    } else if (!isDeepStrictEqual(now, valueIn(next.before, field))) wrong("not what the next write found");
    else if (last === undefined && !this.#isFound(field) && !isLeft) wrong("found only later, and not said");
    else if (last !== undefined && !isDeepStrictEqual(now, valueIn(last.after, field)))
      wrong("changed by people between two writes, and not listed");
  }

  /** The fields of a thing that are listed; undefined for the whole of it. */
  #toldOf(thing: string): readonly (string | undefined)[] {
    const own = ({ kind, id }: Pick<Told, "kind" | "id">) => `${kind} ${id}` === thing;
    const fields = this.told.lost.filter(own).map(({ why }) => /^([A-Za-z]+): /.exec(why)?.[1]);
    return [
      ...fields.map((field) => (field === undefined ? undefined : wireName(field))),
      ...this.told.changedOutside.filter(own).map(() => undefined),
      ...this.#refused.filter(own).map(() => undefined),
    ];
  }

  get #refused(): readonly Told[] {
    return this.told.applied?.failed ?? [];
  }

  #isTold(field: string): boolean {
    const [kind, id, name] = field.split(" ");
    return this.#toldOf(`${kind} ${id}`).includes(name);
  }

  #restored(field: string) {
    const [kind, id] = field.split(" ");
    return this.told.restored.find((each) => each.kind === kind && each.id === id);
  }

  #isFound(field: string): boolean {
    return this.#restored(field)?.found.some((name) => field.endsWith(` ${wireName(name)}`)) === true;
  }

  #isShown(field: string): boolean {
    const names = this.#restored(field)?.differences.map(({ path }) => wireName(path.split(".")[0] ?? ""));
    return names?.some((name) => field.endsWith(` ${name}`)) === true;
  }
}

function valueIn(state: State, field: string): unknown {
  const [kind, id, member = ""] = field.split(" ");
  return state.get(`${kind} ${id}`)?.[member];
}

function words(then: unknown, before: unknown, now: unknown): string {
  return `was ${JSON.stringify(then)}, then ${JSON.stringify(before)}, now ${JSON.stringify(now)}`;
}
