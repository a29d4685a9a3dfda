import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { destroy, preview, type Result, type RunOptions, refresh, up } from "../../../provider/engine/index";
import { childEnvironment } from "./environment";

/** The programs, their provider, and what the real CLI did with them. */
export const RECORDINGS = join(__dirname, "../recordings");

interface RecordedOperation {
  readonly op: string;
  readonly exit: number;
  readonly calls: unknown;
  readonly steps: readonly string[];
  readonly state: readonly Readonly<Record<string, unknown>>[];
}
interface Recording {
  readonly ordered: boolean;
  readonly flags: readonly string[];
  readonly ops: readonly RecordedOperation[];
}

/** One scenario's stack, provider cloud and call log in a folder of its own. */
export class Lab {
  readonly folder = mkdtempSync(join(tmpdir(), "msads-engine-"));
  readonly stateFile = join(this.folder, "state.json");
  readonly cloud = mkdtempSync(join(this.folder, "cloud-"));
  private readonly callLog = join(this.folder, "calls.jsonl");

  constructor(readonly scenario: string) {}

  options(step: number, more: Partial<RunOptions> = {}): RunOptions {
    return {
      programDir: RECORDINGS,
      stack: "conf",
      stateFile: this.stateFile,
      config: { plain: "v1" },
      secretConfig: { hidden: "s1" },
      plaintextSecrets: true,
      parallel: 8,
      env: {
        ...childEnvironment(),
        SCENARIO: this.scenario,
        STEP: String(step),
        CLOUD: this.cloud,
        CALLLOG: this.callLog,
      },
      ...more,
    };
  }

  /** What the provider was asked since the last time. */
  takeCalls(): readonly Readonly<Record<string, unknown>>[] {
    appendFileSync(this.callLog, "");
    const lines = readFileSync(this.callLog, "utf8").split("\n");
    writeFileSync(this.callLog, "");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The state file's resources; none without a file. */
  resources(): readonly Readonly<Record<string, unknown>>[] {
    return this.stateText() === "" ? [] : readState(this.stateText()).deployment.resources;
  }

  pending(): readonly { readonly type: string; readonly resource: { readonly urn: string } }[] {
    return readState(this.stateText()).deployment.pending_operations ?? [];
  }

  stateText(): string {
    try {
      return readFileSync(this.stateFile, "utf8");
    } catch {
      return "";
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface StateFile {
  readonly deployment: {
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly pending_operations?: readonly {
      readonly type: string;
      readonly resource: { readonly urn: string };
    }[];
  };
}

function readState(text: string): StateFile {
  return JSON.parse(text) as StateFile;
}

/** Operations in which it is chance what resources other than the named one had started when it failed. */
const RACES: Readonly<Record<string, string>> = { "protect up 2": "a" };

/** Runs a recorded scenario and expects of every operation what the real CLI did. */
export async function replay(scenario: string): Promise<void> {
  const recording = JSON.parse(readFileSync(join(RECORDINGS, `${scenario}.json`), "utf8")) as Recording;
  const lab = new Lab(scenario);
  try {
    for (const recorded of recording.ops) {
      if (recorded.op === "drift") await drift(lab);
      else await replayOperation(lab, recording, recorded);
    }
  } finally {
    lab.remove();
  }
}

async function replayOperation(lab: Lab, recording: Recording, recorded: RecordedOperation): Promise<void> {
  const [name = "", step = "0"] = recorded.op.split(" ");
  const operation = { preview, up, refresh, destroy }[name];
  if (!operation) throw new Error(`no such operation: ${recorded.op}`);
  const result = await operation(
    lab.options(Number(step), {
      continueOnError: recording.flags.includes("--continue-on-error"),
      refresh: recording.flags.includes("--refresh"),
    }),
  );
  const said = result.diagnostics.map(({ severity, message }) => `${severity}: ${message}`).join("\n");
  expect(result.exitCode, `${recorded.op} exit code\n${said}`).toBe(recorded.exit);
  const calls = lab.takeCalls();
  const only = RACES[`${lab.scenario} ${recorded.op}`];
  if (only !== undefined) {
    expect(groupByName(calls)[only], `${recorded.op} calls`).toEqual(Object(recorded.calls)[only]);
  } else {
    expect(recording.ordered ? calls : groupByName(calls), `${recorded.op} calls`).toEqual(recorded.calls);
    expect(normaliseSteps(result, name), `${recorded.op} steps`).toEqual(recorded.steps);
  }
  expect(sorted(lab.resources().map(normaliseResource)), `${recorded.op} state`).toEqual(
    sorted(recorded.state),
  );
}

async function drift(lab: Lab): Promise<void> {
  const scenarios = (await import(join(RECORDINGS, "scenarios.js"))) as Record<
    string,
    { drift?: (edit: Edit) => void }
  >;
  scenarios[lab.scenario]?.drift?.((id, change) => {
    const file = join(lab.cloud, `${id}.json`);
    if (change === null) rmSync(file);
    else writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, "utf8")))));
  });
}
type Edit = (id: string, change: ((live: Record<string, unknown>) => unknown) | null) => void;

function groupByName(calls: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown[]> {
  const groups: Record<string, unknown[]> = {};
  for (const call of calls) {
    const name = String(call.name);
    groups[name] = [...(groups[name] ?? []), call];
  }
  return groups;
}

/** Previews of the CLI do not list what stays and the parts of a replacement. */
function normaliseSteps(result: Result, operation: string): readonly string[] {
  const unlisted = ["same", "create-replacement", "delete-replaced"];
  const steps = result.steps.filter(({ op }) => operation !== "preview" || !unlisted.includes(op));
  return steps.map(({ op, urn }) => `${op} ${urn}`).sort();
}

function normaliseResource(resource: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { created, modified, ...rest } = JSON.parse(
    JSON.stringify(resource, (key, value) =>
      key === "__provider" && typeof value === "string" ? "text" : value,
    ),
  );
  if (typeof rest.provider === "string") rest.provider = rest.provider.replace(/[^:]+$/, "ID");
  if (rest.type === "pulumi:providers:pulumi-nodejs") rest.id = "ID";
  return { ...rest, hasTimes: `${created !== undefined}/${modified !== undefined}` };
}

function sorted(resources: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
  const text = JSON.stringify(resources, (key, value) =>
    key === "__provider" && typeof value === "string" ? "text" : value,
  );
  const key = (resource: Record<string, unknown>): string => `${resource.urn} ${resource.id}`;
  return (JSON.parse(text) as Record<string, unknown>[]).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
