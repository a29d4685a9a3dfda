import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  type Emulator,
  type EmulatorOptions,
  type StoredGoal,
  type StoredTag,
  startEmulator,
} from "../../provider/emulator";

/** One emulator for a test file, fresh for each test. */
export function useEmulator(options?: EmulatorOptions): { readonly now: Emulator } {
  let started: Emulator | undefined;
  beforeAll(async () => {
    started = await startEmulator(options);
  });
  afterAll(() => started?.close());
  beforeEach(() => started?.reset());
  return {
    get now() {
      if (started === undefined) throw new Error("the emulator starts before the first test");
      return started;
    },
  };
}

/** Works with a second service that knows the same; what happens to one of the two does not happen to the other. */
export async function withTwin(emulator: Emulator, work: (twin: Emulator) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "msads-twin-"));
  const data = join(folder, "store.json");
  writeFileSync(data, JSON.stringify(emulator.store.snapshot()));
  const twin = await startEmulator({ data });
  try {
    await work(twin);
  } finally {
    await twin.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The live goal of a name. Throws when there is none, or more than one. */
export function liveGoal({ store }: Emulator, name: string): StoredGoal {
  const [found, ...others] = store.goals.filter(({ fields, deleted }) => fields.Name === name && !deleted);
  if (found === undefined || others.length > 0) throw new Error(`${name}: not one live goal of this name`);
  return found;
}

export function liveTag({ store }: Emulator, name: string): StoredTag {
  const found = store.tags.find(({ fields }) => fields.Name === name);
  if (found === undefined) throw new Error(`no tag ${name}`);
  return found;
}

/** The names and statuses of all live goals. */
export function statuses({ store }: Emulator): Readonly<Record<string, string | undefined>> {
  const live = store.goals.filter(({ deleted }) => !deleted);
  return Object.fromEntries(live.map(({ fields }) => [fields.Name, fields.Status]));
}
