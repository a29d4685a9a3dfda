/** Letters that Unicode does not decompose, as Latin readers write them. */
const LATIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

const LONGEST = 40;

/** Letters and digits, without those that are so new or rare that not every compiler knows them, and without joiners, which nobody sees. */
const WORD =
  /(?:(?!_|\u00b7|[\u0870-\u0890]|[\u0897-\u089f]|\u0c5c|\u0cdc|[\u1ab0-\u1aff]|[\u1c80-\u1c8f]|[\u200c\u200d]|\u30fb|\uff65|[\ua720-\ua7ff]|[\u{10000}-\u{10ffff}])\p{ID_Continue})+/gu;

/** What a constant of a module cannot be called: words of the language, and what compilers keep for themselves. */
const RESERVED = new Set(
  `abstract accessor any arguments as assert asserts async await bigint boolean break case catch class const constructor
  continue debugger declare default defer delete do else enum eval export exports extends false finally for from
  function get global globalThis if implements import in infer infinity instanceof interface intrinsic is keyof let
  module msads namespace nan never new null number object of out override package private promise protected public
  pulumi readonly require return satisfies set static string super switch symbol this throw true try type typeof
  undefined unique unknown using var void while with yield`.split(/\s+/),
);

/** The words of a name in lower case, without accents; at most 40 characters of them, letters and digits of any script. */
function wordsIn(name: string): readonly string[] {
  const plain = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[ßæœøđðłþı]/g, (letter) => LATIN[letter] ?? letter);
  const words: string[] = [];
  let room = LONGEST;
  for (const [word] of plain.matchAll(WORD)) {
    if (room <= 0) break;
    const fits = [...word].slice(0, room).join("");
    words.push(fits);
    room -= fits.length + 1;
  }
  return words;
}

/** Names for constants and resources: each is given once. */
export interface Namer {
  /** A constant for a name, like `mainSite`. `kind` and `id` help where the name has no words, or no first letter. */
  variable(name: string, kind: string, id: string): string;
  /** A resource's name, like `main-site`. */
  resource(name: string, kind: string, id: string): string;
}

/** `taken`: resource names that are given already. */
export function newNamer(taken: readonly string[] = []): Namer {
  const variables = new Set(RESERVED);
  const resources = new Set(taken);
  return {
    variable: (name, kind, id) => once(variables, camel(name, kind, id), ""),
    resource: (name, kind, id) => {
      const words = wordsIn(name);
      return once(resources, words.length === 0 ? `${kind}-${id}` : words.join("-"), "-");
    },
  };
}

function camel(name: string, kind: string, id: string): string {
  const [first = "", ...others] = wordsIn(name);
  const whole = [first, ...others.map(capital)].join("");
  if (isIdentifier(whole)) return RESERVED.has(whole) ? `${whole}${capital(kind)}` : whole;
  const prefixed = `${kind}${[first, ...others].map(capital).join("")}`;
  return whole !== "" && isIdentifier(prefixed) ? prefixed : `${kind}${id}`;
}

function isIdentifier(text: string): boolean {
  return /^\p{ID_Start}\p{ID_Continue}*$/u.test(text);
}

/** A letter may have been given its capital only lately. */
function capital(word: string): string {
  const upper = word.charAt(0).toUpperCase();
  return upper.match(WORD)?.[0] === upper ? upper + word.slice(1) : word;
}

function once(taken: Set<string>, wish: string, joint: string): string {
  let name = wish;
  for (let count = 2; taken.has(name); count += 1) name = `${wish}${joint}${count}`;
  taken.add(name);
  return name;
}
