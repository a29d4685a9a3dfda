import { createHash } from "node:crypto";
import { closeSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OtherProcesses } from "../account/otherProcesses";

/** A process of an engine's run, which claims. */
export interface ClaimingProcess {
  /** Where the processes of one user leave their claims. */
  readonly folder: string;
  /** The engine's address: no two engines have the same at one time. */
  readonly engine: string;
  readonly pid: number;
  /** When it began, in milliseconds since 1970. */
  readonly startedMs: number;
  readonly isAlive: (pid: number) => boolean;
}

/** Stands in the line of a claim that is taken back. */
const RELEASED = "released";

/** Claims of a process that ended without clearing them are of no use to anybody after so long. */
const LEFTOVER_MS = 24 * 3_600_000;

/**
 * What all processes of one run claim, dynamic and native alike. Pulumi starts one for each configured provider, and a goal that moves from
 * one to another is made in one and deleted in the other. Each process appends its claims to a file of its own, then reads those of the
 * others: of two that claim the same at once at least one sees it. Files of an earlier engine that had the same address do not count.
 */
export class SharedClaims implements OtherProcesses {
  readonly #ownFile: string;
  readonly #others = new Map<string, string>();
  readonly #readTo = new Map<string, number>();
  readonly #unwritten: string[] = [];
  #descriptor: number | undefined;
  #unusable: string | undefined;

  constructor(private readonly self: ClaimingProcess) {
    this.#ownFile = `${prefixOf(self.engine)}${self.pid}`;
  }

  /** Where the folder cannot be used nobody else can see the claim, or claim: then pauses are refused. */
  claim(what: string, resource: string): string | undefined {
    this.#unwritten.push(`${JSON.stringify([digest(what), resource])}\n`);
    this.#using();
    return this.#others.get(digest(what));
  }

  release(what: string, resource: string): void {
    this.#unwritten.push(`${JSON.stringify([digest(what), resource, RELEASED])}\n`);
    this.#using();
  }

  /** Throws an Error where that cannot be known. */
  holderOf(what: string): string | undefined {
    const holder = this.seenHolderOf(what);
    if (this.#unusable !== undefined)
      throw new Error(
        `nothing was written, since it cannot be seen whether another provider of this run manages the goal: ${this.#unusable}. Set TMPDIR to a folder that only you can write to`,
      );
    return holder;
  }

  seenHolderOf(what: string): string | undefined {
    this.#using();
    return this.#others.get(digest(what));
  }

  /** The run is over. */
  clear(): void {
    if (this.#descriptor !== undefined) rmSync(this.#pathOf(this.#ownFile), { force: true });
  }

  /** What could not be written before is written now: a claim that is lost would let another process pause the goal. */
  #using(): void {
    try {
      this.#descriptor ??= this.#open();
      for (let line = this.#unwritten[0]; line !== undefined; line = this.#unwritten[0]) {
        writeSync(this.#descriptor, line);
        this.#unwritten.shift();
      }
      for (const file of readdirSync(this.self.folder)) if (this.#counts(file)) this.#read(file);
      this.#unusable = undefined;
    } catch (error) {
      this.#unusable = error instanceof Error ? error.message : String(error);
    }
  }

  /** A folder that only this user can use: somebody who can write there could keep a goal from being paused. */
  #open(): number {
    const { folder } = this.self;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    const isForeign = process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o077) !== 0);
    if (isForeign) throw new Error(`${folder} belongs to another user, or others can use it`);
    for (const file of readdirSync(folder))
      if (this.#writtenMs(file) < this.self.startedMs - LEFTOVER_MS && !this.#isAlive(file))
        rmSync(this.#pathOf(file), { force: true });
    return openSync(this.#pathOf(this.#ownFile), "w", 0o600);
  }

  /** As long as this process lives no other engine has its engine's address: what was written since is of this run. */
  #counts(file: string): boolean {
    if (file === this.#ownFile || !file.startsWith(prefixOf(this.self.engine))) return false;
    return this.#readTo.has(file) || this.#isAlive(file) || this.#writtenMs(file) >= this.self.startedMs;
  }

  /** Whole lines that were added since; the last one may still be on its way. */
  #read(file: string): void {
    const start = this.#readTo.get(file) ?? 0;
    const added = textFrom(this.#pathOf(file), start);
    const whole = added.slice(0, added.lastIndexOf("\n") + 1);
    this.#readTo.set(file, start + Buffer.byteLength(whole));
    for (const line of whole.split("\n").slice(0, -1)) {
      const [what, resource, released] = JSON.parse(line) as [string, string, string?];
      if (released !== RELEASED) this.#others.set(what, resource);
      else if (this.#others.get(what) === resource) this.#others.delete(what);
    }
  }

  #isAlive(file: string): boolean {
    return this.self.isAlive(Number(file.slice(file.lastIndexOf("-") + 1)));
  }

  #writtenMs(file: string): number {
    return lstatSync(this.#pathOf(file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  #pathOf(file: string): string {
    return join(this.self.folder, file);
  }
}

/** Names may be secret. */
function digest(what: string): string {
  return createHash("sha256").update(what).digest("base64url");
}

function prefixOf(engine: string): string {
  return `${engine.replace(/[^\w.]/g, "_")}-`;
}

function openedIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Nothing where the file has just gone: its process has cleared its claims. */
function textFrom(path: string, start: number): string {
  const descriptor = openedIfThere(path);
  if (descriptor === undefined) return "";
  try {
    const parts: Buffer[] = [];
    for (let at = start; ; ) {
      const part = Buffer.alloc(65_536);
      const length = readSync(descriptor, part, 0, part.length, at);
      if (length === 0) return Buffer.concat(parts).toString("utf8");
      parts.push(part.subarray(0, length));
      at += length;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Of this process; nobody to share with where no engine started it. */
export function sharedClaims(engine: string | undefined): SharedClaims | undefined {
  if (engine === undefined) return undefined;
  const startedMs = Date.now() - process.uptime() * 1_000;
  // In a container the user may have no name.
  const folder = join(tmpdir(), `msads-claims-${process.getuid?.() ?? "own"}`);
  const shared = new SharedClaims({ folder, engine, pid: process.pid, startedMs, isAlive });
  process.once("exit", () => shared.clear());
  return shared;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
