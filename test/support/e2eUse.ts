import { afterAll, afterEach, beforeAll, beforeEach, describe, vi } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Project, type ProjectOptions } from "./e2eProject";
import { hasPulumi, type RunnerName } from "./e2eRunner";

export interface Bench {
  readonly emulator: Emulator;
  project(options?: ProjectOptions): Project;
}

/** The same scenarios under our engine and, where it is installed, under the real CLI. */
export function eachRunner(count: number, scenarios: (bench: Bench) => void): void {
  describe("engine", () => scenarios(bench("engine")));
  if (hasPulumi()) describe("pulumi", () => scenarios(bench("pulumi")));
  else console.log(`${count} skipped: no pulumi`);
}

/** An emulator, fresh for each test, and projects that are removed after it. */
export function bench(runner: RunnerName): Bench {
  let emulator: Emulator | undefined;
  const projects: Project[] = [];
  // Each operation starts three processes; with other work on the machine that takes its time.
  vi.setConfig({ testTimeout: 180_000 });
  const started = () => {
    if (emulator === undefined) throw new Error("the emulator starts before the first test");
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => emulator?.reset());
  afterEach(() => {
    for (const project of projects.splice(0)) project.remove();
  });
  afterAll(() => emulator?.close());
  return {
    get emulator() {
      return started();
    },
    project(options = {}) {
      const project = new Project(started(), { runner, ...options });
      projects.push(project);
      return project;
    },
  };
}
