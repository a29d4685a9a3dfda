import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Project, type ProjectOptions } from "./e2eProject";
import { type Remains, remainsOf } from "./e2eRemains";
import { hasPulumi, type RunnerName } from "./e2eRunner";
import { TRANSPORTS, type Transport } from "./e2eTransport";

export interface Bench {
  readonly emulator: Emulator;
  /** A project whose service is the bench's emulator, or another. */
  project(options?: ProjectOptions, service?: Emulator): Project;
}

type Scenarios = (bench: Bench, transport: Transport) => void;

/**
 * The same scenarios over SOAP and over REST, each time under our engine and, where it is installed, under the real CLI. What the
 * service and the stacks hold after a scenario must not depend on the transport, nor may a call go over the other one.
 */
export function eachWay(scenarios: Scenarios): void {
  overBoth("engine", scenarios);
  if (hasPulumi()) overBoth("pulumi", scenarios);
  else test.skip("under the real CLI: no pulumi here");
}

/** The same under our engine alone. */
export function overBoth(runner: RunnerName, scenarios: Scenarios): void {
  describe(runner, () => {
    const remains: Record<Transport, Record<string, Remains>> = { soap: {}, rest: {} };
    for (const transport of TRANSPORTS)
      describe(`over ${transport}`, () =>
        scenarios(
          bench(runner, transport, (name, left) => (remains[transport][name] = left)),
          transport,
        ));
    test("leaves the same over soap and over rest, scenario by scenario", () => {
      const names = Object.keys(remains.soap);
      expect(names).not.toEqual([]);
      expect(Object.keys(remains.rest)).toEqual(names);
      for (const name of names) expect(remains.rest[name], name).toEqual(remains.soap[name]);
    });
  });
}

/** An emulator, fresh for each test, and projects that are removed after it. `leave` gets what each test leaves. */
export function bench(
  runner: RunnerName,
  transport?: Transport,
  leave?: (test: string, remains: Remains) => void,
): Bench {
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
  afterEach(({ task }) => {
    const done = projects.splice(0);
    try {
      if (transport !== undefined) expectSpoken(started(), transport);
      leave?.(
        task.name,
        remainsOf(
          started(),
          done.map((project) => project.resources()),
        ),
      );
    } finally {
      for (const project of done) project.remove();
    }
  });
  afterAll(() => emulator?.close());
  return {
    get emulator() {
      return started();
    },
    project(options = {}, service = started()) {
      const project = new Project(service, { runner, ...(transport && { transport }), ...options });
      projects.push(project);
      return project;
    },
  };
}

function expectSpoken(emulator: Emulator, transport: Transport): void {
  const others = emulator.calls().filter((call) => call.transport !== transport);
  expect(others, `calls that went over another transport than ${transport}`).toEqual([]);
}
