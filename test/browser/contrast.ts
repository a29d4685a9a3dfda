import type { Page } from "playwright-core";

/** The least contrast of any text with what is behind it. WCAG 2: 4.5 for text. */
const CONTRAST = `(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return canvas.getImageData(0, 0, 1, 1).data; };
  const light = (color) => { const [r, g, b] = [...rgb(color)].map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (element) => { for (let at = element; at !== null; at = at.parentElement) { const { backgroundColor } = getComputedStyle(at); if (rgb(backgroundColor)[3] > 0) return backgroundColor; } return "white"; };
  let worst = { ratio: 21 };
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || ![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "")) continue;
    const [one, other] = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < worst.ratio) worst = { ratio, text: element.textContent.slice(0, 40), class: element.className };
  }
  return worst;
})()`;

export interface Contrast {
  readonly ratio: number;
}

export function worstContrast(page: Page): Promise<Contrast> {
  return page.evaluate<Contrast>(CONTRAST);
}
