import { enums } from "../../provider/emulator/schema/enums";
import type { Field, Version } from "../../provider/emulator/schema/model";
import { namespaceUri } from "../../provider/emulator/schema/model";
import { operations, operationsIn } from "../../provider/emulator/schema/operations";
import {
  allFields,
  complexTypes,
  enumValues,
  fieldsIn,
  itemOf,
  knowsType,
} from "../../provider/emulator/schema/tables";

const samples: Readonly<Record<string, string>> = {
  "xs:string": "text &amp; more",
  "xs:int": "7",
  "xs:long": "9007199254740993",
  "xs:decimal": "5.00",
  "xs:boolean": "true",
  "xs:double": "12.5",
  "xs:dateTime": "2026-11-26T00:00:00Z",
};

/** The classes that a base type stands for; itself among them where it is one that may be sent. */
const families: Readonly<Record<string, readonly string[]>> = {
  BatchError: ["BatchError", ...derivedOf("BatchError")],
  BiddingScheme: derivedOf("BiddingScheme"),
  ConversionGoal: derivedOf("ConversionGoal"),
  Setting: derivedOf("Setting"),
};

function derivedOf(base: string): readonly string[] {
  return Object.keys(complexTypes).filter((name) => complexTypes[name]?.base === base);
}

/** Every message of a version with every field set: made from the tables, judged by the official schema. */
export function fullMessages(version: Version): readonly string[] {
  return operationsIn(version).flatMap((name) => {
    const shape = operations[name];
    return [
      message(`${name}Request`, shape.request, version),
      message(`${name}Response`, shape.response, version),
    ];
  });
}

function message(name: string, fields: readonly Field[], version: Version): string {
  const content = fieldsIn(fields, version).map((field) => element(field, version, "tns"));
  const spaces = (["tns", "arrays", "system", "generic", "adapi"] as const)
    .map((space) => `xmlns:${space}="${namespaceUri(space, version)}"`)
    .join(" ");
  return `<tns:${name} ${spaces} xmlns:i="http://www.w3.org/2001/XMLSchema-instance">${content.join("")}</tns:${name}>`;
}

function element(field: Field, version: Version, space: string): string {
  const open = `${space}:${field.name}`;
  const plain = samples[field.type];
  if (plain !== undefined) return `<${open}>${plain}</${open}>`;
  const values = enums[field.type];
  if (values !== undefined) {
    const known = enumValues(values, version);
    return `<${open}>${values.list ? known.join(" ") : known.at(-1)}</${open}>`;
  }
  const item = itemOf(field.type);
  const classes = families[field.type];
  if (classes !== undefined) return family(field, field.many ? classes : classes.slice(-1), version);
  const own = complexTypes[field.type]?.space ?? "tns";
  const inner = item === undefined ? allFields(field.type, version) : [item];
  return `<${open}>${inner.map((each) => element(each, version, own)).join("")}</${open}>`;
}

/** One element for each class that a base type stands for; in a list also a nil one. */
function family(field: Field, classes: readonly string[], version: Version): string {
  const members = classes
    .filter((name) => knowsType(name, version))
    .map((name) => {
      const content = allFields(name, version).map((each) => element(each, version, "tns"));
      return `<tns:${field.name} i:type="tns:${name}">${content.join("")}</tns:${field.name}>`;
    });
  return `${members.join("")}${field.many ? `<tns:${field.name} i:nil="true"/>` : ""}`;
}

/** The messages that come of one small damage each, about the element that starts at every tag. */
export function mutants(message: string): readonly string[] {
  const tags = [...message.matchAll(/<(\w+:\w+)(?: [^>]*?)?\/?>/g)].slice(1);
  return tags.flatMap((tag) => {
    const [whole, name = ""] = tag;
    const at = tag.index;
    const end = whole.endsWith("/>") ? at + whole.length : closeOf(message, name, at);
    const before = message.slice(0, at);
    const element = message.slice(at, end);
    const after = message.slice(end);
    const next = /^<(\w+:\w+)(?: [^>]*?)?\/?>/.exec(after);
    const nextEnd =
      next === null ? 0 : next[0].endsWith("/>") ? next[0].length : closeOf(after, next[1] ?? "", 0);
    const inner = element.replace(/^<[^>]*>/, "").replace(/<[^>]*>$/, "");
    return [
      before + after,
      before + element + element + after,
      before + after.slice(0, nextEnd) + element + after.slice(nextEnd),
      `${before}<${name}/>${after}`,
      `${before}<${name}>  </${name}>${after}`,
      `${before}<${name}>nonsense</${name}>${after}`,
      `${before}<${name}>-1e5</${name}>${after}`,
      `${before}<${name}> 12 </${name}>${after}`,
      `${before}<${name} i:nil="true"/>${after}`,
      `${before}<${name} i:nil="1">${inner}</${name}>${after}`,
      `${before}<${name} i:type="tns:NoSuchType">${inner}</${name}>${after}`,
      `${before}<${name} i:type="tns:UrlGoal">${inner}</${name}>${after}`,
      `${before}<${name} color="red">${inner}</${name}>${after}`,
      `${before}<${name.replace(/\w+:/, "tns:")}X>${inner}</${name.replace(/\w+:/, "tns:")}X>${after}`,
      `${before}<${name.replace(/\w+:/, "arrays:")}>${inner}</${name.replace(/\w+:/, "arrays:")}>${after}`,
      `${before}<tns:Unknown/>${element}${after}`,
    ];
  });
}

/** Where the element that starts at `from` ends; elements of a name do not nest in these messages, save Value-like leaves. */
function closeOf(text: string, name: string, from: number): number {
  const pattern = new RegExp(`<(/?)${name}(?: [^>]*?)?(/?)>`, "g");
  pattern.lastIndex = from;
  let depth = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[1] === "/") depth -= 1;
    else if (match[2] !== "/") depth += 1;
    if (depth === 0) return match.index + match[0].length;
  }
  throw new Error(`unclosed ${name}`);
}
