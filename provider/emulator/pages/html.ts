/** Markup that goes into a page as it is: made by `html`, or our own text. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = string | number | Markup | undefined | readonly Content[];

/** A piece of a page. What is put in is text, escaped, unless it is markup itself. Attributes need their quotes. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + written(contents[index])).join(""));
}

function written(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(written).join("");
  return escaped(String(content));
}

/** No character is markup or ends an attribute; those that turn the direction of what follows, or that no page may hold, are shown as U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, "\ufffd")
    .replace(/[&<>"'`=]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
