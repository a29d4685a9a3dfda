import type { Diagnostic, Op, Result, Step } from "./types";
import { parseUrn } from "./urn";

export interface RenderOptions {
  /** Whether to use the colours of a terminal. */
  readonly color: boolean;
}

const LOOK: Readonly<Record<Op, readonly [sign: string, colour: number]>> = {
  create: ["+", 32],
  update: ["~", 33],
  delete: ["-", 31],
  same: [" ", 0],
  replace: ["+-", 35],
  "create-replacement": ["++", 32],
  "delete-replaced": ["--", 31],
  refresh: ["~", 36],
};
/** Counted as one "replace". */
const PARTS_OF_REPLACE: readonly Op[] = ["create-replacement", "delete-replaced"];
const SEVERITY_COLOUR: Readonly<Record<string, number>> = { error: 31, warning: 33, info: 0 };

/**
 * A result as people read it: one line for each change, what was said about each resource, the outputs, and the counts.
 * @returns text without a newline at its end; resources that stay the same are only counted.
 */
export function renderPlan(result: Result, options: RenderOptions): string {
  const paint = (colour: number, text: string): string =>
    options.color && colour !== 0 ? `\u001b[${colour}m${text}\u001b[0m` : text;
  const sections = [
    renderSteps(result.steps, paint),
    renderDiagnostics(result.diagnostics, paint),
    renderOutputs(result.outputs),
    renderCounts(result.changes, paint),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

type Paint = (colour: number, text: string) => string;

function renderSteps(steps: readonly Step[], paint: Paint): string {
  const shown = steps.filter(
    (step) => step.op !== "same" && !PARTS_OF_REPLACE.includes(step.op) && step.outcome !== "same",
  );
  return shown
    .map((step) => {
      const [sign, colour] = LOOK[step.op];
      const verb = step.outcome === undefined ? step.op : `refresh: ${step.outcome}`;
      const diff = step.diff ? ` [diff: ${step.diff.map((name) => `~${name}`).join(",")}]` : "";
      return `${paint(colour, sign.padStart(2))} ${step.type} ${step.name} ${paint(colour, verb)}${diff}`;
    })
    .join("\n");
}

function renderDiagnostics(diagnostics: readonly Diagnostic[], paint: Paint): string {
  const groups = new Map<string, string[]>();
  for (const { severity, message, urn, ephemeral } of diagnostics) {
    if (ephemeral) continue;
    const title = urn ? `${parseUrn(urn).type} (${parseUrn(urn).name})` : "the program";
    const said = severity === "info" ? "" : `${paint(SEVERITY_COLOUR[severity] ?? 0, `${severity}:`)} `;
    const lines = `${said}${message.trimEnd()}`.split("\n").map((line) => `    ${line}`);
    groups.set(title, [...(groups.get(title) ?? []), ...lines]);
  }
  const parts = [...groups].map(([title, lines]) => [`  ${title}:`, ...lines].join("\n"));
  return parts.length > 0 ? ["Diagnostics:", ...parts].join("\n") : "";
}

function renderOutputs(outputs: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(outputs).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  return lines.length > 0 ? ["Outputs:", ...lines].join("\n") : "";
}

function renderCounts(changes: Result["changes"], paint: Paint): string {
  const counted: readonly (readonly [Op, string])[] = [
    ["create", "to create"],
    ["update", "to update"],
    ["delete", "to delete"],
    ["replace", "to replace"],
    ["same", "unchanged"],
  ];
  const lines = counted
    .filter(([op]) => changes[op] > 0)
    .map(([op, what]) => `    ${paint(LOOK[op][1], LOOK[op][0].padStart(2))} ${changes[op]} ${what}`);
  return ["Resources:", ...(lines.length > 0 ? lines : ["    no changes"])].join("\n");
}
