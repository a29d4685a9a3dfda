import type { PulumiOutput } from "../../../fleet/askPulumi";
import { isTable } from "../../../goals/library";
import { harmless } from "../../shared/columns";
import type { PreviewStep } from "./programGoals";

/** What `pulumi preview --json` is called with: with all resources, and without a question. */
export const PREVIEW = ["preview", "--json", "--show-sames"];

/** The steps that a preview printed. Throws an Error that says what went wrong in it. */
export function stepsOf(output: PulumiOutput): readonly PreviewStep[] {
  const printed = parsed(output.stdout);
  if (output.code !== 0)
    throw new Error(`the preview of the program failed:\n${reasonIn(printed, output.stderr)}`);
  if (!isTable(printed) || !Array.isArray(printed.steps))
    throw new Error("the preview of the program failed: Pulumi printed no steps");
  return printed.steps.filter(isTable).map((step) => ({
    op: String(step.op),
    ...(isTable(step.oldState) ? { oldState: step.oldState } : {}),
    ...(isTable(step.newState) ? { newState: step.newState } : {}),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Pulumi says what is wrong among the diagnostics; before there is a preview at all, on stderr. */
function reasonIn(printed: unknown, stderr: string): string {
  const all = isTable(printed) && Array.isArray(printed.diagnostics) ? printed.diagnostics : [];
  const errors = all.filter(isTable).filter(({ severity }) => severity === "error");
  const said = errors.map(({ message }) => String(message).trim()).join("\n") || stderr.trim();
  const lines = said.split("\n").map((line) => `  ${harmless(line).trimEnd()}`);
  return lines.filter((line) => line.trim() !== "").join("\n") || "  it said nothing";
}
