/** A text as node-soap takes it: itself, or ready-made XML where node-soap would not escape it. */
export type SoapText = string | { readonly $xml: string };

/**
 * node-soap sends whatever looks like a CDATA section as it is, so such a text could close its element and open others.
 * It goes out as XML that is escaped already.
 */
export function safeText(text: string): SoapText {
  return text.startsWith("<![CDATA[") ? { $xml: escapeXml(text) } : text;
}

/** A text as the content of an element; line ends as references, since a reader would make \n of \r\n. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
