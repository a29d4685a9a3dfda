import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cancellation } from "../../provider/engine/cancellation";
import type { ResourceState } from "../../provider/engine/deployment";
import { Ledger } from "../../provider/engine/ledger";
import type { CheckAnswer, Plugin } from "../../provider/engine/plugin";
import { Registrar } from "../../provider/engine/registrar";
import type { Goal } from "../../provider/engine/registration";
import { Reporter } from "../../provider/engine/reporter";
import { fail, type Run } from "../../provider/engine/run";
import { Workers } from "../../provider/engine/workers";

const goal = (name: string): Goal => ({
  type: "pulumi-nodejs:dynamic:Resource",
  name,
  custom: true,
  inputs: { name },
  protect: false,
  dependencies: [],
  propertyDependencies: {},
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
  retainOnDelete: false,
  customTimeouts: {},
});

/** A provider whose checks wait for the test. */
class Checks {
  readonly asked: string[] = [];
  private readonly answers = new Map<string, (answer: CheckAnswer) => void>();
  readonly plugin = {
    check: (urn: string) => {
      this.asked.push(urn.split("::").at(-1) ?? "");
      return new Promise<CheckAnswer>((resolve) => this.answers.set(urn, resolve));
    },
  } as unknown as Plugin;

  answer(failures: CheckAnswer["failures"] = []): void {
    for (const [urn, tell] of this.answers) tell({ inputs: { urn }, failures });
  }
}

function runOf(plugin: Plugin): Run {
  return {
    scope: { stack: "dev", project: "lab" },
    dryRun: false,
    continueOnError: false,
    plaintextSecrets: false,
    providerInputs: {},
    ledger: new Ledger({ resources: [], pending: [] }, undefined, () => new Date(0)),
    reporter: new Reporter(),
    workers: new Workers(8),
    cancellation: new Cancellation(),
    now: () => new Date(0),
    newId: () => "1",
    plugin: () => plugin,
    failed: new Set(),
    ok: true,
  };
}

describe("a run that is cancelled while a resource is checked", () => {
  const lost: unknown[] = [];
  const note = (reason: unknown) => void lost.push(reason);
  beforeEach(() => void process.on("unhandledRejection", note));
  afterEach(() => {
    process.off("unhandledRejection", note);
    lost.splice(0);
  });

  it.each([
    ["passes its check", []],
    ["fails its check", [{ property: "name", reason: "taken" }]],
  ])("tells each registration, and no rejection is lost when the resource %s", async (_what, failures) => {
    const checks = new Checks();
    const run = runOf(checks.plugin);
    const registrar = new Registrar(run);
    const registrations = ["one", "two", "three"].map((name) => registrar.register(goal(name)));
    const outcomes = Promise.allSettled(registrations);
    await setImmediate();
    expect(checks.asked).toEqual(["one"]);
    fail(run, "another resource was refused");
    checks.answer(failures);
    const names = (await outcomes).map((outcome) => outcome.status === "rejected" && outcome.reason.name);
    expect(names).toEqual(["Cancelled", "Cancelled", "Cancelled"]);
    // Node tells of rejections that nobody took once all that was ready to run has run.
    await setImmediate();
    await setImmediate();
    expect([checks.asked, lost]).toEqual([["one"], []]);
  });
});

describe("outputs that come once the run is over", () => {
  it("are not taken, and not refused: the SDK would tell that as an exception of the program's", async () => {
    const run = runOf(new Checks().plugin);
    const box: ResourceState = {
      urn: "urn:pulumi:dev::lab::lab:index:Box::box",
      type: "lab:index:Box",
      custom: false,
      inputs: {},
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      initErrors: [],
      additionalSecretOutputs: [],
      customTimeouts: {},
      ignoreChanges: [],
      replaceOnChanges: [],
    };
    await run.ledger.register(box);
    fail(run, "a resource was refused");
    await expect(
      new Registrar(run).registerOutputs(box.urn, { url: "https://a.test" }),
    ).resolves.toBeUndefined();
    expect(run.ledger.current(box.urn)?.outputs).toEqual({});
  });
});
