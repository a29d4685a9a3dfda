import { expect } from "vitest";
import type { Program, Report, RunOptions, Stack } from "./e2eStack";

/** Runs the program, expects that it works, and that a second run finds nothing to do. */
export async function upAndSettle(stack: Stack, program: Program, options: RunOptions = {}): Promise<Report> {
  const report = await stack.up(program, options);
  expect(
    report.said
      .split("\n")
      .filter((line) => !/^(info|warning): /.test(line))
      .join("\n"),
  ).toBe("");
  await expectSettled(stack, program, options);
  return report;
}

/** Neither a preview nor a run nor a refresh finds a change; nothing is written and one list of each kind is read. */
export async function expectSettled(stack: Stack, program: Program, options: RunOptions = {}): Promise<void> {
  const same = Object.keys(program).map((name) => `same ${name}`);
  const preview = await stack.preview(program, options);
  expect(preview.said).toBe("");
  expect(preview.steps).toEqual(same);
  const before = [...stack.state];
  const refresh = await stack.refresh(options);
  expect(refresh.said).toBe("");
  expect([...stack.state], "a refresh finds what state holds").toEqual(before);
  const again = await stack.up(program, options);
  expect(again.steps).toEqual(same);
  expect([...stack.state], "a run that changes nothing keeps state").toEqual(before);
  expect([preview, refresh, again].flatMap(({ writes }) => writes)).toEqual([]);
}

/** What was written, in short: "UpdateConversionGoals 3", in however many calls. */
export function written(report: Report): readonly string[] {
  const items = new Map<string, number>();
  for (const { operation = "none", sent } of report.writes)
    items.set(operation, (items.get(operation) ?? 0) + sent.length);
  return [...items].map(([operation, count]) => `${operation} ${count}`);
}

/** The same call by call. A quick clock leaves little time to gather in, so this is for stacks at the machine's own pace. */
export function batches(report: Report): readonly string[] {
  return report.writes.map(({ operation, items }) => `${operation} ${items}`);
}

/** The fields on the wire of each item written. */
export function fieldsSent(report: Report): readonly (readonly string[])[] {
  return report.writes.flatMap(({ sent }) => sent.map(({ fields }) => fields));
}
