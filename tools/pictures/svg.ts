/// <reference path="./ansiToSvg.d.ts" />
import ansiToSvg from "ansi-to-svg";
import { COLORS } from "./colors";

const { background, ink, faint, ...shades } = COLORS;
const TERMINAL = {
  ...shades,
  backgroundColor: background,
  foregroundColor: ink,
  black: background,
  white: ink,
};
const FONT =
  "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";

/** Room above the text for the window's title. */
const BAR = 34;

/** Coloured text of a terminal as a picture of a window. `title`: what was typed. */
export function windowOf(title: string, ansi: string): string {
  const inside = ansiToSvg(ansi, {
    colors: TERMINAL,
    fontFamily: FONT,
    paddingTop: BAR + 14,
    paddingLeft: 20,
    paddingRight: 20,
    paddingBottom: 14,
  });
  const [, width = "0", height = "0"] = /viewBox="0, 0, ([0-9.]+), ([0-9.]+)"/.exec(inside) ?? [];
  return framed(inside, title, Number(width), Number(height));
}

/** Blanks within a text count: a picture would make one of many. Those before it are in its place already. */
function withBlanks(svg: string): string {
  return svg.replace(
    /(<text [^>]*>)\s*([^<]*)</g,
    (_, tag: string, text: string) => `${tag}${text.replaceAll(" ", "&#160;")}<`,
  );
}

/** The picture of the text in a window's frame. */
function framed(svg: string, title: string, width: number, height: number): string {
  const dots = ["#ff5f57", "#febc2e", "#28c840"]
    .map((color, at) => `<circle cx="${22 + at * 18}" cy="17" r="5.5" fill="${color}"/>`)
    .join("");
  const bar = `<rect width="${width}" height="${BAR}" rx="8" fill="#22252c"/><rect y="${BAR - 8}" width="${width}" height="8" fill="#22252c"/>${dots}<text x="${width / 2}" y="21.5" text-anchor="middle" font-size="12" fill="${COLORS.gray}">${escaped(title)}</text>`;
  const border = `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="none" stroke="${faint}"/>`;
  return withBlanks(svg)
    .replace(
      /viewBox="[^"]*"/,
      `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}"`,
    )
    .replace(/<rect x="0" y="0" width="([0-9.]+)" height="([0-9.]+)"/, '<rect width="$1" height="$2" rx="8"')
    .replace("</g></svg>", `${bar}${border}</g></svg>\n`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
