import { AnswerProblem } from "./answerProblem";
import { escapeXml } from "./text";

/**
 * XML without comments and CDATA sections, saying the same. node-soap reads a CDATA section that holds an XML
 * declaration as elements, and keeps only the last piece of a text that a comment or a section cuts.
 */
export function plainText(xml: string): string {
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
