import type { Terminal } from "../shared/terminal";
import { describeCalls, type Traffic, trafficOf } from "./calls";
import type { Chapter } from "./chapter";
import { Unexpected } from "./expect";
import type { Program } from "./program";
import type { Runner } from "./runner";
import type { Stage } from "./stage";
import { describeStateSize } from "./stateSize";

export interface Telling {
  readonly stage: Stage;
  readonly program: Program;
  readonly runner: Runner;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

interface Told {
  readonly title: string;
  readonly traffic: Traffic;
  /** Calls of a provider with one call for each goal and tag. */
  readonly onePerThing: number;
  readonly seconds: number;
}

/** Tells a story chapter by chapter, and sums it up. Rejects at the first claim that does not hold. */
export async function tell(chapters: readonly Chapter[], telling: Telling): Promise<void> {
  const { terminal } = telling;
  const told: Told[] = [];
  let ids: Readonly<Record<string, string>> = {};
  for (const chapter of chapters) {
    terminal.line();
    terminal.line(`${told.length + 1}/${chapters.length}  ${chapter.title}`, 0, "bold");
    told.push(await tellOne(chapter, telling, ids));
    if (told.length === 1) ids = telling.stage.ids();
  }
  sumUp(told, terminal);
  const { stateFile } = telling.runner;
  if (stateFile !== undefined) terminal.line(describeStateSize(stateFile));
  terminal.line("All checks passed.", 0, "green");
}

async function tellOne(
  chapter: Chapter,
  telling: Telling,
  ids: Readonly<Record<string, string>>,
): Promise<Told> {
  const { stage, program, runner, terminal, signal } = telling;
  if (chapter.edits !== undefined) {
    program.edit(chapter.edits);
    for (const { find, replace } of chapter.edits) terminal.line(`index.ts:  ${find}  ->  ${replace}`, 5);
  }
  for (const line of chapter.before?.(stage) ?? []) terminal.line(line, 5);
  const existing = stage.tags.length + stage.goals.length;
  const callsBefore = stage.emulator.calls().length;
  const startedAt = performance.now();
  const outcome = await runner[chapter.run]();
  const seconds = (performance.now() - startedAt) / 1000;
  terminal.line();
  terminal.line(outcome.text, 5);
  if (signal.aborted) throw new Error("interrupted");
  if (!outcome.ok) throw new Unexpected(`pulumi ${chapter.run} failed; see its output above`);
  const traffic = trafficOf(stage.emulator.calls().slice(callsBefore));
  terminal.line();
  terminal.line(`Calls to the service (${seconds.toFixed(1)} s):`, 5);
  for (const line of describeCalls(traffic)) terminal.line(line, 9);
  terminal.line();
  chapter.check(stage, traffic, ids).forEach((line, index) => {
    terminal.line(`${line.startsWith(" ") ? " " : "✓"} ${line}`, 5, index === 0 ? "green" : undefined);
  });
  const onePerThing = existing + traffic.goalsWritten + traffic.tagsWritten;
  return { title: chapter.title, traffic, onePerThing, seconds };
}

function sumUp(told: readonly Told[], terminal: Terminal): void {
  const rows = told.map(({ title, traffic, onePerThing, seconds }, index) => [
    `${index + 1}  ${title.split(/[:,]/)[0]}`,
    String(traffic.goalsWritten),
    String(traffic.calls.length),
    String(onePerThing),
    `${seconds.toFixed(1)} s`,
  ]);
  terminal.line();
  terminal.table([["step", "goals written", "calls made", "one by one *", "time"], ...rows]);
  terminal.line();
  terminal.line("* calls of a provider that reads and writes each tag and goal in a call of its own");
}
