/** This many characters of a secret must not be shown: a server that sends it back may cut it off. */
const TELLING = 12;
/** Tokens may have some thousand characters. */
const LONGEST_WORD = 10_000;

/**
 * Takes secrets out of texts, in whatever way somebody may write them who sends them back: as they are, as XML, in an
 * address or a form, as JSON. `cut`: also where only the beginning of one is there, with the rest of the word.
 */
export function hiding(secrets: readonly string[], cut: "cut" | "whole"): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  if (cut === "whole") return (text) => forms.reduce((rest, form) => rest.replaceAll(form, "(secret)"), text);
  return (text) => withoutBeginnings(text, forms);
}

function formsOf(secret: string): readonly string[] {
  const asForm = new URLSearchParams({ s: secret }).toString().slice(2);
  const asJson = JSON.stringify(secret).slice(1, -1);
  const asXml = XML.map((written) => secret.replace(/[&<>"']/g, written));
  return [secret, encodeURIComponent(secret), asForm, asJson, asJson.replaceAll("/", "\\/"), ...asXml];
}

const NAMES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
const XML: readonly ((mark: string) => string)[] = [
  (mark) => NAMES[mark] ?? mark,
  (mark) => (/["']/.test(mark) ? mark : (NAMES[mark] ?? mark)),
  (mark) => `&#${mark.charCodeAt(0)};`,
];

function withoutBeginnings(text: string, forms: readonly string[]): string {
  const found = forms.map((form) => ({ form, at: text.indexOf(form.slice(0, TELLING)) }));
  let clean = "";
  let from = 0;
  for (;;) {
    for (const each of found)
      if (each.at !== -1 && each.at < from) each.at = text.indexOf(each.form.slice(0, TELLING), from);
    const at = Math.min(...found.map((each) => (each.at === -1 ? Number.POSITIVE_INFINITY : each.at)));
    if (at === Number.POSITIVE_INFINITY) return clean + text.slice(from);
    clean += `${text.slice(from, at)}(secret)`;
    // Several ways to write a secret begin alike: the one that goes furthest is the one that was meant.
    from = at + Math.max(...found.map((each) => (each.at === at ? alike(each.form, text, at) : 0)));
    from += /[^\s"'<>]*/y.exec(text.slice(from, from + LONGEST_WORD))?.[0].length ?? 0;
  }
}

function alike(form: string, text: string, at: number): number {
  let length = 0;
  while (length < form.length && text[at + length] === form[length]) length += 1;
  return length;
}
