import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Project, type ProjectOptions } from "./e2eProject";
import { type Remains, remainsOf } from "./e2eRemains";
import { RUNNER } from "./e2eRunner";
import { TRANSPORTS, type Transport } from "./e2eTransport";

export interface Bench {
  readonly emulator: Emulator;
  /** What the running test's projects speak. */
  readonly transport: Transport;
  /** A project whose service is the bench's emulator, or another. */
  project(options?: ProjectOptions, service?: Emulator): Project;
}

type Scenarios = (bench: Bench) => void;

/**
 * The same scenarios over SOAP and over REST. What the service and the stacks hold after a scenario must not depend on the
 * transport, nor may a call go over the other one. Under the real CLI, which takes its time, each scenario goes over one of the
 * two, in turns; over both with MSADS_ALL=1.
 */
export function eachWay(scenarios: Scenarios): void {
  if (RUNNER === "pulumi" && process.env.MSADS_ALL !== "1") inTurns(scenarios);
  else overBoth(scenarios);
}

function inTurns(scenarios: Scenarios): void {
  const first = Math.max(0, firstTurn());
  const transports = TRANSPORTS.map((_, turn) => TRANSPORTS[(turn + first) % TRANSPORTS.length] ?? "soap");
  describe(`${RUNNER}, over each in turn`, () => scenarios(bench({ transports })));
}

function overBoth(scenarios: Scenarios): void {
  describe(RUNNER, () => {
    const remains: Record<Transport, Record<string, Remains>> = { soap: {}, rest: {} };
    for (const transport of TRANSPORTS)
      describe(`over ${transport}`, () =>
        scenarios(
          bench({ transports: [transport], leave: (name, left) => (remains[transport][name] = left) }),
        ));
    test("leaves the same over soap and over rest, scenario by scenario", () => {
      const names = Object.keys(remains.soap);
      expect(names).not.toEqual([]);
      expect(Object.keys(remains.rest)).toEqual(names);
      for (const name of names) expect(remains.rest[name], name).toEqual(remains.soap[name]);
    });
  });
}

/** Files take turns, too: else the first scenario of each would always go over the same transport. */
function firstTurn(): number {
  const file = basename(expect.getState().testPath ?? "");
  return readdirSync(join(__dirname, "../e2e")).sort().indexOf(file);
}

interface BenchOptions {
  /** What projects speak, test by test in turns. Default: what the provider speaks when it is told nothing. */
  readonly transports?: readonly Transport[];
  /** Gets what each test leaves. */
  readonly leave?: (test: string, remains: Remains) => void;
}

/** An emulator, fresh for each test, and projects that are removed after it. */
export function bench({ transports = [], leave }: BenchOptions = {}): Bench {
  let emulator: Emulator | undefined;
  let turn = -1;
  const projects: Project[] = [];
  const spoken = () => transports[turn % transports.length];
  const started = () => {
    if (emulator === undefined) throw new Error("the emulator starts before the first test");
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  beforeEach(() => {
    turn += 1;
    emulator?.reset();
  });
  afterEach(({ task }) => {
    const done = projects.splice(0);
    try {
      const transport = spoken();
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
    get transport() {
      return spoken() ?? "soap";
    },
    project(options = {}, service = started()) {
      const transport = spoken();
      const project = new Project(service, { ...(transport && { transport }), ...options });
      projects.push(project);
      return project;
    },
  };
}

function expectSpoken(emulator: Emulator, transport: Transport): void {
  const others = emulator.calls().filter((call) => call.transport !== transport);
  expect(others, `calls that went over another transport than ${transport}`).toEqual([]);
}
