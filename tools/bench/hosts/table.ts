import type { Figure } from "./measured";
import { WAYS, type Way } from "./ways";

const DIGITS = { s: 2, MB: 0, kB: 2 } as const;

/** The figures for people, each also as a multiple of that of the classes. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ["", ...WAYS.map((way) => (way === "classes" ? "classes, Node.js" : `plugin, ${way}`))];
  const lines = [
    head,
    head.map(() => "---"),
    ...figures.map((each) => [each.what, ...WAYS.map((way) => cell(each, way))]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function cell({ values, unit, calls }: Figure, way: Way): string {
  const times = way === "classes" ? "" : ` (${(values[way] / values.classes).toFixed(2)} ×)`;
  const made = calls === undefined ? "" : `, ${calls[way]} calls`;
  return `${values[way].toFixed(DIGITS[unit])} ${unit}${times}${made}`;
}
