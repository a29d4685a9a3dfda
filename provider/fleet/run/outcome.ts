import { stripVTControlCharacters } from "node:util";
import { withoutPassword } from "../record/backendUrl";
import type { RunOutcome } from "../results";
import { lockWords } from "./lockWords";
import type { RunRequest } from "./request";

/** How Pulumi ended. */
export interface PulumiEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it wrote to stderr. */
  readonly stderr: string;
  /** What its engine said. */
  readonly errors: readonly string[];
  /** Whether it was told to stop. */
  readonly isStopped: boolean;
}

interface Outcome {
  readonly outcome: RunOutcome;
  readonly message: string | undefined;
}

/** Pulumi's exit code for a run that was cancelled. */
const CANCELLED = 8;
const LONGEST = 4_000;
const AGAIN =
  "Run the same command again: it goes on from there. If it then says that the stack is locked, it says what to do";

/** What came of a run of Pulumi, and why. */
export function outcomeOf(end: PulumiEnd, request: RunRequest): Outcome {
  const said = end.errors.length > 0 ? end.errors.join("\n") : errorIn(end.stderr);
  if (end.code === 0) return { outcome: "done", message: undefined };
  if (end.isStopped || end.code === CANCELLED) return interrupted("The run was stopped before it was over");
  if (end.signal !== null) return interrupted(`Pulumi was killed (${end.signal}) before the run was over`);
  const locked = lockWords(`${end.stderr}\n${said}`, request);
  if (locked !== undefined) return { outcome: "locked", message: locked };
  const message = said === "" ? `pulumi ${request.op} ended with exit code ${end.code}` : said;
  return { outcome: "failed", message: bounded(withoutPassword(message, request.backend)) };
}

export function interrupted(what: string): Outcome {
  return { outcome: "interrupted", message: `${what}. ${AGAIN}` };
}

/** A text for people, of a bearable length. */
export function bounded(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}… (cut)`;
}

/** What the CLI itself refuses, before its engine starts: `error: …`, with what follows. */
function errorIn(stderr: string): string {
  const text = stripVTControlCharacters(stderr).trim();
  const at = text.search(/^error: /m);
  return at < 0 ? text : text.slice(at + "error: ".length);
}
