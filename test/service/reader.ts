import type { XmlDocument, XmlElement } from "libxml2-wasm";

/** An element as a reader that shares nothing with node-soap sees it. */
export interface Seen {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Seen[];
}

/** Reads XML with libxml2. Throws for what is not well-formed. */
export async function read(xml: string): Promise<Seen> {
  const { XmlDocument } = await import("libxml2-wasm");
  const document: XmlDocument = XmlDocument.fromString(xml);
  try {
    return seen(document.root);
  } finally {
    document.dispose();
  }
}

function seen(element: XmlElement): Seen {
  const children: Seen[] = [];
  for (let node = element.firstChild; node !== null; node = node.next)
    if ("attrs" in node) children.push(seen(node as XmlElement));
  const attributes = element.attrs.map((attribute) => [attribute.name, attribute.value] as const);
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: Object.fromEntries(attributes),
    text: children.length === 0 ? element.content : "",
    children,
  };
}

/** The first element of a name, however deep. */
export function find(element: Seen, name: string): Seen | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = find(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of an element's children, in order. */
export function childNames(element: Seen | undefined): readonly string[] {
  return (element?.children ?? []).map(({ name }) => name);
}
