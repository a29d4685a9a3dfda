import { createHash } from "node:crypto";
import { FILTER_SCRIPT } from "./filterScript";
import { html, type Markup, trusted } from "./html";
import { STYLE } from "./style";

export interface Document {
  readonly title: string;
  /** Style of this page alone, with no content of an account. */
  readonly style: string;
  readonly body: Markup;
}

/** A whole page as one file that asks for nothing else; its policy lets it load nothing and run nothing but its own script. */
export function documentOf({ title, style, body }: Document): string {
  const whole = `${STYLE}${style}`;
  const policy = `default-src 'none'; style-src '${hashOf(whole)}'; script-src '${hashOf(FILTER_SCRIPT)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const markup = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${trusted(whole)}</style>
</head>
<body>
${body}
<script>${trusted(FILTER_SCRIPT)}</script>
</body>
</html>
`;
  return markup.text;
}

/** "2026-11-27 09:00 UTC" of a time in ISO 8601. */
export function spokenTime(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
