import type { Json, Lab, Scenario } from "./lab";

/** What one operation came to, whoever ran it. */
export interface Observed {
  readonly op: string;
  /** 0 or 1. */
  readonly exit: number;
  /** What the provider was asked: in order where the scenario says so, else for each resource by itself. */
  readonly calls: unknown;
  /** "op URN", sorted; providers left out. */
  readonly steps: readonly string[];
  /** How many resources were created and so on; nothing for none. */
  readonly changes: Readonly<Record<string, number>>;
  /** What the user reads, in order: "severity resource: message". */
  readonly said: readonly string[];
  /** The stack's resources, sorted; without times, ids of providers and the providers' text. */
  readonly state: readonly Json[];
}

/** What came of an operation, as its runner tells it. */
export interface Ran {
  readonly exit: number;
  readonly steps: readonly { readonly op: string; readonly urn: string }[];
  readonly changes: Readonly<Record<string, number>>;
  readonly said: readonly { readonly severity: string; readonly message: string; readonly urn?: string }[];
}

export type OperationName = "preview" | "up" | "refresh" | "destroy";

/** Runs the operations of a lab's program: our engine, or the real CLI. */
export interface Runs {
  run(operation: OperationName, step: number, flags: Scenario["flags"]): Promise<Ran>;
  resources(): readonly Json[];
}

/** Runs a scenario from start to end. */
export async function observe(lab: Lab, scenario: Scenario, runs: Runs): Promise<readonly Observed[]> {
  const observed: Observed[] = [];
  for (const op of scenario.ops) {
    if (op === "drift") {
      lab.drift();
      continue;
    }
    const [operation = "", step = "0"] = op.split(" ");
    const ran = await runs.run(
      operation as OperationName,
      Number(step),
      operation === "up" ? scenario.flags : [],
    );
    const calls = lab.takeCalls();
    observed.push({
      op,
      exit: ran.exit,
      calls: scenario.ordered ? calls : byName(calls),
      steps: ran.steps.map((each) => `${each.op} ${each.urn}`).sort(),
      changes: ran.changes,
      said: ran.said.map((each) => line(each, lab)),
      state: sorted(runs.resources().map(timeless)),
    });
  }
  return observed;
}

function byName(calls: readonly Json[]): Readonly<Record<string, readonly Json[]>> {
  return Object.fromEntries(
    Object.entries(Object.groupBy(calls, ({ name }) => String(name))).sort(),
  ) as Record<string, readonly Json[]>;
}

function line({ severity, message, urn }: Ran["said"][number], { folder }: Lab): string {
  const named = message.trimEnd().replaceAll(folder, "<lab>");
  // Which lines of the SDK and of Node an error came through differs with their versions.
  const lines = named.split("\n").filter((each) => !/^\s+at .*(node_modules|\(node:|at node:)/.test(each));
  return `${severity} ${urn?.split("::").at(-1) ?? "-"}: ${lines.join("\n")}`;
}

function timeless(resource: Json): Json {
  const { created, modified, sourcePosition: _, stackTrace: __, ...rest } = withoutTexts(resource);
  if (typeof rest.provider === "string") rest.provider = rest.provider.replace(/[^:]+$/, "ID");
  if (rest.type === "pulumi:providers:pulumi-nodejs") rest.id = "ID";
  return { ...rest, hasTimes: `${created !== undefined}/${modified !== undefined}` };
}

function withoutTexts(resource: Json): Record<string, unknown> {
  const text = JSON.stringify(resource, (key, value) =>
    key === "__provider" && typeof value === "string" ? "text" : value,
  );
  return JSON.parse(text) as Record<string, unknown>;
}

function sorted(resources: readonly Json[]): readonly Json[] {
  const key = ({ urn, id }: Json): string => `${urn} ${id}`;
  return [...resources].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
