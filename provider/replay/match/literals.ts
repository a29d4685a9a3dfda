/**
 * Texts of which every match of an expression must have one; undefined where that is not certain. In small letters, ASCII only: there
 * small and capital letters are pairs, whatever the rules of case elsewhere. For expressions that compile.
 */
export function requiredLiterals(expression: string): readonly string[] | undefined {
  try {
    const reader = new Reader(expression.replace(/^\(\?i\)/, ""));
    const literals = reader.alternatives();
    return reader.isAtEnd() ? literals : undefined;
  } catch (error) {
    if (error instanceof Uncertain) return undefined;
    throw error;
  }
}

/** Something that this small reader does not know for certain. */
class Uncertain extends Error {}

type Literals = readonly string[];

const shortest = 2;
const most = 50;

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** Of `a|b|c` the literals of all; if one has none, nothing is sure. */
  alternatives(): Literals | undefined {
    const all: (Literals | undefined)[] = [this.#sequence()];
    while (this.#skip("|")) all.push(this.#sequence());
    const literals: string[] = [];
    for (const one of all) {
      if (one === undefined) return undefined;
      literals.push(...one);
    }
    return literals.length > most ? undefined : literals;
  }

  /** Of atoms one after the other the best. */
  #sequence(): Literals | undefined {
    let best: Literals | undefined;
    let run = "";
    const offer = (literals: Literals | undefined) => {
      if (literals !== undefined && weight(literals) > weight(best)) best = literals;
    };
    while (!this.isAtEnd() && !this.#sees("|") && !this.#sees(")")) {
      const atom = this.#atom();
      const times = this.#quantifier();
      if (typeof atom === "string" && times === "once") run += atom;
      else {
        // Of `abc*` only ab is sure; of `abc+` abc, and what comes then may follow another c.
        if (times !== "perhaps") offer(typeof atom === "string" ? [run + atom] : atom);
        offer([run]);
        run = "";
      }
    }
    offer([run]);
    return best;
  }

  /** A character; or the literals of a group; or undefined for what stands for many texts. */
  #atom(): string | Literals | undefined {
    const sign = this.text[this.#at++] ?? "";
    if (sign === "(") return this.#group();
    if (sign === "[") return this.#characters();
    if (sign === "\\") return this.#escape();
    if (sign === "." || sign === "^" || sign === "$") return undefined;
    // Where a brace or bracket stands for itself is a matter of old habits of the language.
    if ("{}]*+?".includes(sign)) throw new Uncertain();
    return literal(sign);
  }

  #group(): Literals | undefined {
    const opaque = this.#sees("?") && !this.#skip("?:");
    if (opaque) {
      // Looks ahead or behind, names, switches: what is in them may be forbidden, or mean something else.
      this.#skip("?");
      while (!this.isAtEnd() && /[A-Za-z0-9_$<=!:-]/.test(this.text[this.#at] ?? "")) this.#at++;
    }
    const inside = this.alternatives();
    if (!this.#skip(")")) throw new Uncertain();
    return opaque ? undefined : inside;
  }

  #characters(): undefined {
    while (!this.isAtEnd() && !this.#sees("]")) this.#at += this.#sees("\\") ? 2 : 1;
    if (!this.#skip("]")) throw new Uncertain();
  }

  #escape(): string | undefined {
    const sign = this.text[this.#at++] ?? "";
    if (/[dDwWsSbBtnrvf]/.test(sign)) return undefined;
    if (sign === "" || /[A-Za-z0-9_]/.test(sign)) throw new Uncertain();
    return literal(sign);
  }

  #quantifier(): "once" | "many" | "perhaps" {
    const [found] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(this.text.slice(this.#at, this.#at + 40)) ?? [];
    if (found === undefined) return "once";
    this.#at += found.length;
    if (found.startsWith("+")) return "many";
    return /^\{0*[1-9]/.test(found) ? "many" : "perhaps";
  }

  #sees(sign: string): boolean {
    return this.text.startsWith(sign, this.#at);
  }

  #skip(sign: string): boolean {
    if (!this.#sees(sign)) return false;
    this.#at += sign.length;
    return true;
  }
}

function literal(sign: string): string | undefined {
  return sign <= "\u007f" ? sign.toLowerCase() : undefined;
}

/** Longer ones are rarer; the shortest of several decides. */
function weight(literals: Literals | undefined): number {
  if (literals === undefined || literals.length === 0) return 0;
  const length = Math.min(...literals.map((one) => one.length));
  return length < shortest ? 0 : length - Math.log2(literals.length) / 4;
}
