/**
 * A text as a literal of TypeScript. What a reader cannot see, or an editor might act upon (line separators, marks that
 * turn the direction of writing, odd blanks), is escaped; every other letter stays as it is.
 */
export function textLiteral(text: string): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Z}]/gu, (character) =>
    character === " " ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}

/** A value as a literal, objects on one line: `{ type: "FixedValue", value: 25 }`. */
export function literal(value: unknown): string {
  if (typeof value === "string") return textLiteral(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  const members = Object.entries(value).map(([name, inside]) => `${keyLiteral(name)}: ${literal(inside)}`);
  return `{ ${members.join(", ")} }`;
}

/** A property's name, with quotes where it needs them. */
export function keyLiteral(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : textLiteral(name);
}

/** Lines of a comment, at most 100 columns wide where words allow it. */
export function commentLines(text: string, indent = ""): readonly string[] {
  const lines: string[] = [];
  let line = `${indent}//`;
  for (const word of text.split(" ")) {
    if (line.length + 1 + word.length > WIDTH && line.length > indent.length + 2) {
      lines.push(line);
      line = `${indent}//  `;
    }
    line = `${line} ${word}`;
  }
  return [...lines, line];
}

const WIDTH = 100;
