import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../core/errors";
import type { AccountRef } from "../../service/campaignManagement";
import type { Fingerprint } from "./fingerprint";
import type { RecordedState } from "./recorded";

/** What was applied to an account by its last successful run. Nothing in it is secret. */
export interface RunRecord extends AccountRef, RecordedState {
  readonly version: typeof VERSION;
  readonly stack: string;
  /** When the run ended; ISO 8601, UTC. */
  readonly appliedAt: string;
  /** production, sandbox or emulator. */
  readonly environment: string;
  /** With what it ran. */
  readonly fingerprint: Fingerprint;
  /** Which state Pulumi had afterwards, as `Checkpoints` names it. */
  readonly checkpoint: string;
}

const VERSION = 1;

/** The record of a stack; undefined where there is none, or one that is damaged or of another version: nothing is known then. */
export function readRecord(folder: string, stack: string): RunRecord | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(fileOf(folder, stack), "utf8"));
    return isRecord(record) && record.stack === stack ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Writes it whole or not at all: a run may be killed at any moment. */
export function writeRecord(folder: string, record: Omit<RunRecord, "version">): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, record.stack);
  const made = `${file}.${randomUUID()}`;
  try {
    writeFileSync(made, `${JSON.stringify({ version: VERSION, ...record })}\n`, { mode: 0o600, flush: true });
    renameSync(made, file);
  } catch (error) {
    rmSync(made, { force: true });
    throw error;
  }
}

/** Throws an Error where no record could be written: what is run then would be run again and again. */
export function requireRecordFolder(folder: string): void {
  const probe = join(folder, `.${randomUUID()}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Error(
      `the record folder cannot be written, so nothing was run: ${messageOf(error)}. Make ${folder} writable, or name another folder under record in the fleet file`,
    );
  }
}

/** A stack's name may hold slashes. */
function fileOf(folder: string, stack: string): string {
  return join(folder, `${encodeURIComponent(stack)}.json`);
}

const TEXTS = ["stack", "customerId", "accountId", "appliedAt", "environment", "checkpoint"] as const;
const LISTS = ["resources", "obstacles"] as const;

function isRecord(value: unknown): value is RunRecord {
  if (!isTable(value) || value.version !== VERSION || !isTable(value.fingerprint)) return false;
  const lists = LISTS.every((name) => Array.isArray(value[name]));
  return (
    lists &&
    TEXTS.every((name) => typeof value[name] === "string") &&
    (value.resources as unknown[]).every(isResource)
  );
}

function isResource(value: unknown): boolean {
  if (!isTable(value) || !isTable(value.inputs) || !isTable(value.outputs) || !Array.isArray(value.ignored))
    return false;
  return ["urn", "token", "id"].every((name) => typeof value[name] === "string");
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
