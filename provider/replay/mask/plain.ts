const mostRounds = 6;

/**
 * A text as people would read it: percent signs resolved however often they were applied, wide and circled letters as usual ones.
 * Undefined where something stays that cannot be resolved, or that nobody sees: such a text is not shown.
 */
export function plainText(text: string): string | undefined {
  let plain = text;
  for (let round = 0; round < mostRounds; round++) {
    const next = decoded(plain)?.normalize("NFKC");
    if (next === undefined) return undefined;
    if (next === plain) return isVisible(plain) ? plain : undefined;
    plain = next;
  }
  return undefined;
}

function decoded(text: string): string | undefined {
  try {
    return text.includes("%") ? decodeURIComponent(text) : text;
  } catch {
    return undefined;
  }
}

/** No control characters, nothing that turns the direction of text, no half characters, no piles of accents. */
function isVisible(text: string): boolean {
  return !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|\p{M}{4}/u.test(text);
}
