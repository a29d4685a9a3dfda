/** What is counted, and written in batches of its own: a program declares goals (a library as one), tags, settings of accounts, goals of campaigns. */
export type Kind = "goals" | "tags" | "settings" | "campaigns";

/**
 * How far the engine's run has come, over all accounts of the process: what the program declares, what of it is decided, and what
 * waits for an answer of ours. From it each batch knows whether there is anybody left to wait for.
 */
export class RunProgress {
  readonly #declared = new Map<Kind, number>();
  readonly #decided: Readonly<Record<Kind, Set<string>>> = {
    goals: new Set(),
    tags: new Set(),
    settings: new Set(),
    campaigns: new Set(),
  };
  readonly #checked = new Set<string>();
  readonly #operations = new Map<string, number>();
  readonly #listeners: (() => void)[] = [];
  #lastSign = Number.NEGATIVE_INFINITY;
  #inFlight = 0;
  #parallelism = Number.POSITIVE_INFINITY;
  #seenLimit = Number.POSITIVE_INFINITY;

  constructor(private readonly now: () => number) {}

  /** Calls back whenever a batch may have become due. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** How many of a kind the program declares. Ones that it declares late raise the number: the largest counts. */
  declares(kind: Kind, count: number): void {
    this.#declared.set(kind, Math.max(count, this.#declared.get(kind) ?? 0));
  }

  /** How many resources the engine works on at once. */
  worksOn(parallelism: number): void {
    this.#parallelism = parallelism;
  }

  /** Check, diff or a request came: the engine is alive. */
  heard(): void {
    this.#lastSign = this.now();
    this.#changed();
  }

  /** A resource was checked. `isDecided`: it failed, or it is new, and so what will be asked for it is known. */
  checked(kind: Kind, resource: string, isDecided: boolean): void {
    this.#checked.add(keyOf(kind, resource));
    if (isDecided) this.#decided[kind].add(resource);
    this.heard();
  }

  /** A resource was compared. Before its check in this process that is a refresh, which says nothing about the program. */
  compared(kind: Kind, resource: string): void {
    if (this.#checked.has(keyOf(kind, resource))) this.#decided[kind].add(resource);
    this.heard();
  }

  /** What the engine asked for a resource is done. */
  answered(kind: Kind, resource: string): void {
    this.#decided[kind].add(resource);
    this.#changed();
  }

  /** A request that waits for an answer. Those of one operation of the engine (a library's goals) count as one. */
  enters(operation: string): void {
    const requests = this.#operations.get(operation) ?? 0;
    this.#operations.set(operation, requests + 1);
    if (requests === 0) this.#inFlight += 1;
    if (this.#inFlight > this.#seenLimit) this.#seenLimit = this.#inFlight;
    this.heard();
  }

  leaves(operation: string): void {
    const requests = (this.#operations.get(operation) ?? 1) - 1;
    if (requests > 0) this.#operations.set(operation, requests);
    else {
      this.#operations.delete(operation);
      this.#inFlight -= 1;
    }
  }

  /** More was announced, but did not come for a long time: the engine can work on no more than this at once. */
  seemsFull(): void {
    this.#seenLimit = this.#inFlight;
  }

  /** Whether a program told how many of a kind it declares; nobody does in a refresh or a destroy. */
  isCounted(kind: Kind): boolean {
    return this.#declared.has(kind);
  }

  /** Whether all declared ones of a kind are decided. */
  isDecided(kind: Kind): boolean {
    return this.#decided[kind].size >= (this.#declared.get(kind) ?? Number.POSITIVE_INFINITY);
  }

  /** Whether any program told how many of anything it declares. */
  get isCounting(): boolean {
    return this.#declared.size > 0;
  }

  /** Whether all that was declared so far is decided. */
  get isAllDecided(): boolean {
    return [...this.#declared.keys()].every((kind) => this.isDecided(kind));
  }

  /** Nothing more can come before something is answered. */
  get isSaturated(): boolean {
    return this.#inFlight >= Math.min(this.#parallelism, this.#seenLimit);
  }

  get lastSign(): number {
    return this.#lastSign;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function keyOf(kind: Kind, resource: string): string {
  return `${kind} ${resource}`;
}
