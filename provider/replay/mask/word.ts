const longestWord = 24;
const known = new Set(["html", "http", "https", "xhtml", "shtml"]);

/** Pairs of letters that words of European languages do not have. */
const strange = /q(?![u])|[jqvxz][bcdfgjkmqvwxz]|[bcdfgkmpqtwx][jqxz]|[fghkpw]v|vh|vt|wq|yy|uu|[jvw]$/;
const consonants = /[bcdfghjklmnpqrstvwxz]{6}/;

/** Whether a word without digits may be a token: too long, no vowels, letters that words do not put side by side, capitals anywhere. */
export function looksRandom(word: string): boolean {
  if (word.length > longestWord) return true;
  const humps = word.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  if (humps.length > 1) return humps.some((hump) => hump.length < 3 || looksRandom(hump));
  if (/\p{Lu}\p{Lu}\p{Ll}/u.test(word)) return true;
  const small = word.toLowerCase();
  if (!/^[a-z]+$/.test(small)) return isMixedScript(word);
  if (known.has(small)) return false;
  if (small.length >= 4 && !/[aeiouy]/.test(small)) return true;
  if (small.length >= 6 && /^[a-f]+$/.test(small)) return true;
  return small.length >= 6 && (strange.test(small) || consonants.test(small));
}

/** Latin letters beside Greek or Cyrillic ones that look the same. */
function isMixedScript(word: string): boolean {
  const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
  return scripts.filter((script) => script.test(word)).length > 1;
}
