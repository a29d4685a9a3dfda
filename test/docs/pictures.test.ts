import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { windowOf } from "../../tools/pictures/svg";
import { allPages, ROOT } from "./markdown";

const FOLDER = join("docs", "pictures");
const pictures = readdirSync(join(ROOT, FOLDER));

test("a picture keeps columns and colours, and what looks like markup is text", () => {
  const svg = windowOf('msads "x" <y>', "  a  <b>\n\u001b[31mred   one\u001b[39m");
  expect(svg).toContain(">a&#160;&#160;&#x3C;b&#x3E;<");
  expect(svg).toMatch(/fill="#ff7b72">red&#160;&#160;&#160;one</);
  expect(svg).toContain('aria-label="msads &#34;x&#34; &#60;y&#62;"');
  expect(svg).not.toContain("<b>");
});

test.each(pictures)("%s is shown somewhere, brings its own background, and asks for nothing", (name) => {
  const links = allPages().flatMap((page) => page.links);
  expect(links.some((link) => link.endsWith(`pictures/${name}`))).toBe(true);
  const svg = readFileSync(join(ROOT, FOLDER, name), "utf8");
  expect(svg).toContain('fill="#16181d"');
  // An address between tags is text, and asks for nothing.
  const markup = svg.replaceAll("http://www.w3.org/2000/svg", "").replace(/>[^<]*</g, "><");
  expect(markup).not.toMatch(/https?:|<script|<image|url\(/);
  expect(svg).not.toMatch(/@import|<style[^>]*>[^<]*url\(/);
});
