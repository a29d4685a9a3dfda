import { readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
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
    await rename(temporary, this.file);
    const folder = await open(dirname(this.file), "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
