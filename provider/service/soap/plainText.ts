import { AnswerProblem } from "../wire/answerProblem";
import { escapeXml } from "./text";

/**
 * XML without comments, CDATA sections and nil="false", saying the same. node-soap reads a CDATA section that holds an
 * XML declaration as elements, keeps only the last piece of a text that a comment or a section cuts, and loses a text
 * of blanks in an element with an attribute.
 */
export function plainText(xml: string): string {
  // XML 1.0, 2.11: a reader makes \n of every line end that is not written as a reference; node-soap does not.
  const plain = withoutSections(xml.includes("\r") ? xml.replace(/\r\n?/g, "\n") : xml);
  return /:nil\s*=\s*["'](?:false|0)/.test(plain) ? plain.replace(/<[^<>]*>/g, withoutNilFalse) : plain;
}

function withoutNilFalse(tag: string): string {
  return tag.replace(/\s[^\s=<>"']+:nil\s*=\s*(?:"(?:false|0)"|'(?:false|0)')/g, "");
}

function withoutSections(xml: string): string {
  let plain = "";
  let from = 0;
  for (;;) {
    const at = xml.indexOf("<!", from);
    if (at === -1) return plain + xml.slice(from);
    const section = SECTIONS.find(({ open }) => xml.startsWith(open, at));
    if (section === undefined) throw new AnswerProblem("MalformedAnswer", "the answer holds a DTD");
    const end = xml.indexOf(section.close, at + section.open.length);
    if (end === -1) throw new AnswerProblem("MalformedAnswer", "the answer was cut short");
    const content = xml.slice(at + section.open.length, end);
    plain += xml.slice(from, at) + section.plain(content);
    from = end + section.close.length;
  }
}

const SECTIONS = [
  { open: "<!--", close: "-->", plain: () => "" },
  { open: "<![CDATA[", close: "]]>", plain: escapeXml },
];
