import { readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import {
  type Deployment,
  deploymentBytes,
  EMPTY_DEPLOYMENT,
  parseDeployment,
  type ResourceState,
  resourceToJson,
} from "./deployment";

/** Reads a state file; a missing one is an empty stack. @throws Error naming the file if it cannot be used. */
export function loadDeployment(file: string): Deployment {
  try {
    return parseDeployment(readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return EMPTY_DEPLOYMENT;
    throw new Error(`cannot use ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Keeps a state file up to date. Saves that arrive during a write share the next one. */
export class Store {
  private readonly kept = new WeakMap<ResourceState, Buffer>();
  private writing: Promise<void> | undefined;
  private waiting: Promise<void> | undefined;

  constructor(
    private readonly file: string,
    private readonly snapshot: () => Deployment,
    private readonly now: () => Date,
  ) {}

  /** Settles once the file holds everything that was so when this was called. */
  save(): Promise<void> {
    if (this.writing === undefined) {
      this.writing = this.write().finally(() => {
        this.writing = undefined;
      });
      return this.writing;
    }
    this.waiting ??= this.writing.then(
      () => this.saveNext(),
      () => this.saveNext(),
    );
    return this.waiting;
  }

  /** Whether both would look the same in the file. */
  isSame(one: ResourceState, other: ResourceState): boolean {
    return this.bytes(one).equals(this.bytes(other));
  }

  /** The JSON of one resource, made once. */
  private bytes(state: ResourceState): Buffer {
    const known = this.kept.get(state);
    if (known !== undefined) return known;
    const bytes = Buffer.from(JSON.stringify(resourceToJson(state)));
    this.kept.set(state, bytes);
    return bytes;
  }

  private saveNext(): Promise<void> {
    this.waiting = undefined;
    return this.save();
  }

  /** Never leaves a half-written file: a temporary one is written whole, then takes the name. */
  private async write(): Promise<void> {
    await setImmediate();
    const content = deploymentBytes(this.snapshot(), this.now(), (state) => this.bytes(state));
    const temporary = `${this.file}.tmp`;
    const file = await open(temporary, "w", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await takeName(temporary, this.file);
    await syncFolder(dirname(this.file));
  }
}

/** Windows refuses while somebody else, like a virus scanner, looks into one of the two files, which soon passes. */
async function takeName(temporary: string, name: string): Promise<void> {
  for (const patienceMs of [20, 80, 320, 1_280]) {
    try {
      return await rename(temporary, name);
    } catch (error) {
      if (!["EPERM", "EACCES", "EBUSY"].includes(codeOf(error))) throw error;
      await setTimeout(patienceMs);
    }
  }
  await rename(temporary, name);
}

/** So that the new name outlasts a power cut. Windows and some network drives cannot: there the file is complete nevertheless. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    if (!["EPERM", "EACCES", "EISDIR", "EINVAL", "ENOTSUP", "EBADF"].includes(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
