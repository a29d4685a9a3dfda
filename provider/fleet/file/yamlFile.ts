import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { nearest } from "../../config/nearest";
import { type FleetProblems, type Place, shown } from "../fleetFileError";

/** A value in a YAML file, and the line on which it begins. */
export interface YamlValue extends Place {
  /** undefined: nothing is there. */
  readonly node: Node | undefined;
}

export interface YamlEntry extends Place {
  readonly key: string;
  readonly value: YamlValue;
}

/** A YAML file whose values know their lines. What does not fit is added to the problems. */
export class YamlFile {
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  /** Whether the text is YAML; otherwise its values are guesses. */
  readonly isValid: boolean;

  constructor(
    readonly name: string,
    text: string,
    private readonly problems: FleetProblems,
  ) {
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    const { errors, warnings } = this.#document;
    for (const { code, message, pos } of [...errors, ...warnings])
      problems.add(
        this.#at(pos[0]),
        code === "DUPLICATE_KEY" ? "the key is there twice" : `not valid YAML: ${message}`,
      );
    this.isValid = errors.every(({ code }) => code === "DUPLICATE_KEY");
  }

  get root(): YamlValue {
    return this.#valueAt(this.#document.contents, { file: this.name, line: 1 });
  }

  /** A map's entries with a value; of those that are there twice the last. A key that is not known is refused if `known` is given. */
  entries(value: YamlValue | undefined, what: string, known?: readonly string[]): readonly YamlEntry[] {
    if (value?.node === undefined) return [];
    if (!isMap<Node | null, Node | null>(value.node)) {
      this.problems.add(value, `${what} is not a list of "key: value"`);
      return [];
    }
    return value.node.items.flatMap(({ key, value: content }): readonly YamlEntry[] => {
      const place = key?.range ? this.#at(key.range[0]) : value;
      const name = isScalar(key) ? String(key.value) : "";
      if (known !== undefined && !known.includes(name)) {
        this.problems.add(place, unknownKey(name, known));
        return [];
      }
      return [{ key: name, value: this.#valueAt(content, place), file: place.file, line: place.line }];
    });
  }

  isText(value: YamlValue): boolean {
    return isScalar(value.node);
  }

  isMap(value: YamlValue): boolean {
    return isMap(value.node);
  }

  isList(value: YamlValue): boolean {
    return isSeq(value.node);
  }

  items(value: YamlValue | undefined, what: string): readonly YamlValue[] {
    if (value?.node === undefined) return [];
    if (isSeq<Node | null>(value.node)) return value.node.items.map((item) => this.#valueAt(item, value));
    this.problems.add(value, `${what} is not a list: begin each of its lines with "- "`);
    return [];
  }

  /** A text, number or boolean as text; numbers as they are written, since a long id has more digits than a number keeps. */
  text(value: YamlValue, what: string): string | undefined {
    const { node } = value;
    if (node === undefined) this.problems.add(value, `${what} has no value`);
    else if (!isScalar(node)) this.problems.add(value, `${what} is not a text, a number, true or false`);
    else if (typeof node.value === "string" || typeof node.value === "boolean") return String(node.value);
    else return node.source ?? String(node.value);
    return undefined;
  }

  #valueAt(node: Node | null, otherwise: Place): YamlValue {
    const place = node?.range ? this.#at(node.range[0]) : otherwise;
    const found = isAlias(node) ? node.resolve(this.#document) : (node ?? undefined);
    if (isAlias(node) && found === undefined) this.problems.add(place, `nothing is named &${node.source}`);
    return { node: isScalar(found) && found.value === null ? undefined : found, ...place };
  }

  #at(offset: number): Place {
    return { file: this.name, line: Math.max(1, this.#lines.linePos(offset).line) };
  }
}

function unknownKey(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint = meant === undefined ? `The keys are ${known.join(", ")}` : `Did you mean ${meant}?`;
  return `${shown(name)} is no key here. ${hint}`;
}
