/** A set that went out, as far as it tells about the engine's parallelism. */
export interface Sent {
  readonly items: number;
  /** How many more were announced and had not come when it was answered. */
  readonly missing: number;
  /** How many calls the engine had in flight when it was answered: those of the set, and those that came meanwhile. */
  readonly inFlight: number;
}

/** A run of sets that the engine's parallelism kept small. */
export interface Slowed {
  readonly items: number;
  readonly calls: number;
  /** How many at a time the engine hands over. */
  readonly inFlight: number;
  /** How many calls are enough for so many items. */
  readonly least: number;
}

/** So many sets in a row with as many in flight, while more were announced, are no accident of timing. */
const SURE = 3;

/**
 * Whether the sets of a wave stayed small because the engine hands over only so many resources at a time; undefined where
 * that cannot be told for certain, or where a set could not have been larger anyway. Pure.
 */
export function slowedByEngine(sets: readonly Sent[], most: number): Slowed | undefined {
  const items = sets.reduce((sum, set) => sum + set.items, 0);
  const inFlight = Math.max(0, ...sets.map((set) => set.inFlight));
  const full = sets.filter((set) => set.missing > 0 && set.inFlight === inFlight);
  const least = Math.ceil(items / most);
  if (inFlight >= most || full.length < SURE || sets.length <= least) return undefined;
  return { items, calls: sets.length, inFlight, least };
}

/** What to tell the user about it. */
export function slowedMessage({ items, calls, inFlight, least }: Slowed, thing: string): string {
  const library =
    thing === "conversion goal" ? `; a ConversionGoalLibrary needs ${least} at any setting` : "";
  return (
    `${items} ${thing}s were sent in ${calls} batches, because the engine had at most ${inFlight} of them in flight at a time. ` +
    `PULUMI_PARALLEL=${Math.min(ENOUGH, items)} in the environment can reduce this to ${least}${library}.`
  );
}

/** A set of a hundred under way, and another that gathers. */
const ENOUGH = 200;
