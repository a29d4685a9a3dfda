import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import {
  type ObservedFile,
  type ObservedRule,
  observedFormat,
  parseObserved,
  type RuleId,
  ruleIds,
} from "../../emulator";
import { refuseFolder } from "../shared/refuseFolder";
import { UsageError } from "../usageError";
import { isRunPrefix } from "./own";
import type { Verdict } from "./verdict";

/** What is the same for all results of a run. */
export type RunFacts = Pick<ObservedFile, "date" | "environment" | "apiVersion" | "transport">;

/** The file of earlier results that a run goes on from. Throws a UsageError of one line. */
export function readParityFile(path: string, transport: "soap" | "rest" | undefined): ObservedFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--resume ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const file = parsed(text, path);
  if (file.prefix !== undefined && !isRunPrefix(file.prefix))
    throw new UsageError(`${path} was changed: ${JSON.stringify(file.prefix)} is no prefix of a run`);
  if (transport !== undefined && file.transport !== transport)
    throw new UsageError(
      `${path} has results over ${file.transport.toUpperCase()}: go on with --transport ${file.transport}`,
    );
  return file;
}

/** Throws a UsageError for a file that a new run must not write over. */
export function checkOut(path: string): void {
  refuseFolder(path, "--out");
  if (!existsSync(path)) return;
  const { autoTagging, prefix } = parsed(readFileSync(path, "utf8"), path);
  if (autoTagging !== undefined || prefix !== undefined)
    throw new UsageError(
      `${path} is of a run that did not end: go on with --resume ${path}, which also pauses its goals and puts auto-tagging back, or choose another file with --out`,
    );
}

function parsed(text: string, path: string): ObservedFile {
  try {
    return parseObserved(text, path);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What the file of a run that did not end says for the one that goes on. */
export type Unfinished = Pick<ObservedFile, "autoTagging" | "prefix">;

/** The content of the file: results in the order of the emulator's rules. No ids, names or texts of messages. */
export function parityFile(
  facts: RunFacts,
  verdicts: ReadonlyMap<RuleId, Verdict>,
  { autoTagging, prefix }: Unfinished = {},
): ObservedFile {
  const rules = ruleIds.flatMap((id) => {
    const verdict = verdicts.get(id);
    return verdict === undefined ? [] : [[id, withoutWhy(verdict)] as const];
  });
  return {
    format: observedFormat,
    ...facts,
    ...(autoTagging === undefined ? {} : { autoTagging }),
    ...(prefix === undefined ? {} : { prefix }),
    rules: Object.fromEntries(rules) as ObservedFile["rules"],
  };
}

function withoutWhy(verdict: Verdict): ObservedRule {
  return verdict.result === "not asked" ? { result: verdict.result } : verdict;
}

/** Writes beside the file and renames: whoever reads it finds a whole one. */
export function writeParityFile(path: string, file: ObservedFile): void {
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, `${JSON.stringify(file, null, 2)}\n`);
  renameSync(beside, path);
}
