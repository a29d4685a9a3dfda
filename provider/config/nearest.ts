/** The known word that a misspelt one most likely means: case, `_` and `-` do not count, and at most a third of it is mistyped. */
export function nearest<W extends string>(word: string, known: readonly W[]): W | undefined {
  const given = folded(word);
  let found: W | undefined;
  let least = Math.min(2, Math.floor(given.length / 3)) + 1;
  for (const candidate of known) {
    const far = distance(given, folded(candidate));
    if (far < least) [found, least] = [candidate, far];
  }
  return found;
}

function folded(word: string): string {
  return word.replace(/[_-]/g, "").toLowerCase();
}

/** How many letters have to be added, taken out, replaced or swapped with their neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      next[at] = Math.min(
        (last[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = next;
  }
  return last[other.length] ?? 0;
}
