const longestWord = 20;
const known = new Set(["html", "http", "https", "xhtml", "shtml"]);

const short = new Set("at by go id in is it my no of on or to up us".split(" "));

/** Pairs of letters that words of European languages do not have. */
const strange =
  /q(?!u)|[jqvz][bcdfgjkmqvwxz]|x[bdfgjkmqvwxz]|[bcdfgkmpqtwx][qxz]|[cdfgkmpqtwx]j|[fghkpw]v|vh|vt|wq|yy|uu|[jv]$/;
const consonants = /[bcdfghjklmnpqrstvwxz]{6}/;

/** By letter, what usually follows it in words of European languages. */
const followers: Readonly<Record<string, string>> = {
  a: "bcdfgiklmnprstuvwy",
  b: "aeilorsuy",
  c: "acehikloqtu",
  d: "adeiorsuy",
  e: "abcdefgilmnprstuvwxy",
  f: "aefilortu",
  g: "aeghilnorstu",
  h: "aeilmnortuy",
  i: "abcdefglmnoprstvz",
  j: "aeou",
  k: "aeilnorst",
  l: "adefilmostuvy",
  m: "abeimopsu",
  n: "acdefgiklnostuvyz",
  o: "abcdfgiklmnoprstuvw",
  p: "aehiloprstu",
  q: "u",
  r: "abcdefgiklmnoprstuvy",
  s: "acefhiklmnopqstuwy",
  t: "aehilorstuyz",
  u: "abcdefgilmnprst",
  v: "aeio",
  w: "aehinors",
  x: "aceipt",
  y: "aceilmnopst",
  z: "aeiotuz",
};

/** Whether a word without digits may be a token: too long, no vowels, letters that words do not put side by side, capitals anywhere. */
export function looksRandom(word: string): boolean {
  const humps = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  if (humps.length > 1)
    return humps.some((hump) => (hump.length < 3 && !short.has(hump.toLowerCase())) || looksRandom(hump));
  if (word.length > longestWord || /\p{Lu}\p{Lu}\p{Ll}/u.test(word)) return true;
  const small = word.toLowerCase();
  if (!/^[a-z]+$/.test(small)) return isMixedScript(word);
  if (known.has(small)) return false;
  if (small.length >= 4 && !/[aeiouy]/.test(small)) return true;
  if (small.length >= 6 && /^[a-f]+$/.test(small)) return true;
  if (small.length >= 6 && (strange.test(small) || consonants.test(small))) return true;
  return small.length >= 10 && unusualPairs(small) > (small.length < 20 ? 1 : 2);
}

function unusualPairs(word: string): number {
  const pairs = [...word].slice(1).map((letter, before) => followers[word[before] ?? ""]?.includes(letter));
  return pairs.filter((usual) => usual !== true).length;
}

/** Latin letters beside Greek or Cyrillic ones that look the same. */
function isMixedScript(word: string): boolean {
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
  return scripts.filter((script) => script.test(word)).length > 1;
}
