/**
 * What every match of an expression must have in it: of each group at least one text. Empty where nothing is certain. In small letters,
 * ASCII only: there small and capital letters are pairs, whatever the rules of case elsewhere. For expressions that compile.
 */
export function requiredLiterals(expression: string): readonly AnyOf[] {
  try {
    const reader = new Reader(expression.replace(/^\(\?i\)/, ""));
    const required = reader.alternatives();
    return reader.isAtEnd() ? required.slice(0, mostGroups) : [];
  } catch (error) {
    if (error instanceof Uncertain) return [];
    throw error;
  }
}

/** Texts of which one must be there. */
type AnyOf = readonly string[];

/** Something that this small reader does not know for certain. */
class Uncertain extends Error {}

const shortest = 2;
const most = 50;
const mostGroups = 8;

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  isAtEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** Of `a|b|c` the best of each; if one has none, nothing is sure. */
  alternatives(): readonly AnyOf[] {
    const all = [this.#sequence()];
    while (this.#skip("|")) all.push(this.#sequence());
    const [only] = all;
    if (all.length === 1 && only !== undefined) return only;
    const texts: string[] = [];
    for (const required of all) {
      const [best] = [...required].sort((one, other) => weight(other) - weight(one));
      if (best === undefined) return [];
      texts.push(...best);
    }
    return texts.length > most ? [] : [texts];
  }

  /** Of atoms one after the other all. */
  #sequence(): readonly AnyOf[] {
    const required: AnyOf[] = [];
    let run = "";
    const endRun = (text: string) => {
      if (text.length >= shortest) required.push([text]);
      run = "";
    };
    while (!this.isAtEnd() && !this.#sees("|") && !this.#sees(")")) {
      const atom = this.#atom();
      const times = this.#quantifier();
      if (typeof atom === "string" && times === "once") run += atom;
      // Of `abc*` only ab is sure; of `abc+` abc, and what comes then may follow another c.
      else if (typeof atom === "string") endRun(times === "many" ? run + atom : run);
      else {
        endRun(run);
        if (times !== "perhaps") required.push(...(atom ?? []));
      }
    }
    endRun(run);
    return required;
  }

  /** A character; or the literals of a group; or undefined for what stands for many texts. */
  #atom(): string | readonly AnyOf[] | undefined {
    const sign = this.text[this.#at++] ?? "";
    if (sign === "(") return this.#group();
    if (sign === "[") return this.#characters();
    if (sign === "\\") return this.#escape();
    if (sign === "." || sign === "^" || sign === "$") return undefined;
    // Where a brace or bracket stands for itself is a matter of old habits of the language.
    if ("{}]*+?".includes(sign)) throw new Uncertain();
    return literal(sign);
  }

  #group(): readonly AnyOf[] | undefined {
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
const weight = (texts: AnyOf): number => Math.min(...texts.map(({ length }) => length));
