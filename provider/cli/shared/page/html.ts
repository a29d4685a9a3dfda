import { harmless } from "../columns";

/** Markup that may go into the page as it is. Only `html` and `trusted` make it. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = string | number | Markup | undefined | readonly Content[];

/** A template of the page: what is put into it is text, escaped, unless it is markup itself. Attributes need their quotes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const text = parts.map((part, index) => part + written(contents[index]));
  return new Markup(text.join(""));
}

/** Our own text, with no content of an account: style and script. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function written(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(written).join("");
  return escaped(String(content));
}

/** No character of it is markup, ends an attribute, or turns the direction of what follows. */
export function escaped(text: string): string {
  return harmless(text).replace(/[&<>"'`=]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** A property's path or name that a narrow screen may break where it has a dot or a new word begins. */
export function breakable(name: string): Markup {
  return html`${name.split(/(?=\.)|(?<=[a-z])(?=[A-Z])/).map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`))}`;
}
