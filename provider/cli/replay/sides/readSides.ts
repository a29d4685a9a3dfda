import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { PulumiOutput } from "../../../fleet/askPulumi";
import { counted } from "../../../goals/text";
import type { GoalSource } from "../../../replay/goalOf";
import type { GoalSet } from "../../../replay/replayGoal";
import type { AccountRef } from "../../../service/campaignManagement";
import type { Reader } from "../../../session/reader";
import type { StackChoice } from "../../shared/stackConfig";
import { UsageError } from "../../usageError";
import { PREVIEW, stepsOf } from "./previewSteps";
import { accountsOf, type LiveAccount, type Planned, plannedIn, programGoals } from "./programGoals";
import type { Side, Sides } from "./side";
import { liveSource, replayGoals } from "./sideGoal";
import { type StateGoal, stateGoals, stateSources } from "./stateGoals";

export interface SidesRuntime {
  /** The folder that paths start from. */
  readonly cwd: string;
  /** The service, with the settings that hold in a folder. */
  readonly open: (folder: string, stack: StackChoice) => Promise<Reader>;
  /** Runs the Pulumi CLI in a folder; undefined: there is none. */
  readonly pulumi: (args: readonly string[], folder: string) => Promise<PulumiOutput | undefined>;
  /** Gets a line for each step. */
  readonly progress: (line: string) => void;
}

export interface GoalSides {
  readonly before: GoalSet | undefined;
  readonly after: GoalSet;
}

/** What was read for a side, before the accounts are. */
type Found =
  | { readonly is: "live"; readonly title: string }
  | { readonly is: "state"; readonly title: string; readonly goals: readonly StateGoal[] }
  | { readonly is: "program"; readonly title: string; readonly planned: readonly Planned[] };

/**
 * The goals of each side. Two sides are compared by what differs between them: what neither a state nor a program has is as it is live
 * on both. Reads the accounts that these name, else that of the settings; a state alone needs none. Writes nothing.
 */
export async function readSides(sides: Sides, stack: StackChoice, runtime: SidesRuntime): Promise<GoalSides> {
  const before = sides.before && (await found(sides.before, runtime));
  const after = await found(sides.after, runtime);
  const accounts =
    before === undefined && after.is === "state"
      ? []
      : await readAccounts([before, after], () => openFor(sides, stack, runtime), runtime);
  const setOf = (side: Found): GoalSet => ({
    title: side.title,
    goals: replayGoals(sourcesOf(side, accounts)),
  });
  return { before: before && setOf(before), after: setOf(after) };
}

async function found(side: Side, runtime: SidesRuntime): Promise<Found> {
  if (side.is === "live") return { is: "live", title: "live" };
  if (side.is === "program") return ofProgram(side, runtime);
  const isFile = side.is === "file";
  const from = isFile ? side.file : `stack ${side.stack}`;
  const text = isFile ? textOf(resolve(runtime.cwd, side.file)) : await exported(side.stack, runtime);
  return { is: "state", title: `state of ${isFile ? side.file : side.stack}`, goals: stateGoals(text, from) };
}

async function ofProgram(
  { folder, stack }: Extract<Side, { is: "program" }>,
  { cwd, pulumi, progress }: SidesRuntime,
): Promise<Found> {
  const path = resolve(cwd, folder);
  await requireProject(path);
  progress(`previewing the program in ${folder}`);
  const output = await pulumi([...PREVIEW, ...(stack === undefined ? [] : ["--stack", stack])], path);
  if (output === undefined)
    throw new Error(`--program previews the program with the Pulumi CLI, and ${MISSING}`);
  return { is: "program", title: "program", planned: plannedIn(stepsOf(output)) };
}

const MISSING =
  "there is no pulumi on PATH: install it (https://www.pulumi.com/docs/iac/download-install/), or compare with a state instead (--state FILE)";

async function requireProject(path: string): Promise<void> {
  const { readProject } = await import("../../../fleet/project.js");
  try {
    readProject(path);
  } catch (error) {
    throw new UsageError(`--program: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--state: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function exported(stack: string, { cwd, pulumi }: SidesRuntime): Promise<string> {
  const output = await pulumi(["stack", "export", "--stack", stack], cwd);
  if (output === undefined)
    throw new Error(
      `--stack ${stack}: there is no pulumi on PATH: install it, or give what  pulumi stack export  wrote with --state FILE`,
    );
  if (output.code === 0) return output.stdout;
  const said = output.stderr.split("\n").map((line) => line.trim());
  const why =
    said.find((line) => line.startsWith("error: ")) ?? said.find((line) => line !== "") ?? "it said nothing";
  throw new Error(`--stack ${stack}: Pulumi cannot export its state: ${why.replace(/^error: /, "")}`);
}

/** A program's settings are those of its folder and stack. */
function openFor({ before, after }: Sides, stack: StackChoice, { cwd, open }: SidesRuntime): Promise<Reader> {
  const program = [before, after].find((side) => side?.is === "program");
  return program === undefined ? open(cwd, stack) : open(resolve(cwd, program.folder), program.stack);
}

async function readAccounts(
  sides: readonly (Found | undefined)[],
  open: () => Promise<Reader>,
  { progress }: SidesRuntime,
): Promise<readonly LiveAccount[]> {
  const reader = await open();
  const named = sides.flatMap((side): readonly AccountRef[] => {
    if (side?.is === "program") return accountsOf(side.planned);
    return side?.is === "state" ? side.goals.flatMap(({ ref }) => ref ?? []) : [];
  });
  const refs = [...new Map(named.map((ref) => [ref.accountId, ref])).values()];
  const read = async (ref: AccountRef): Promise<LiveAccount> => {
    progress(`reading account ${ref.accountId} of customer ${ref.customerId}`);
    const goals = (await reader.port(ref).getConversionGoals("all")).filter((goal) => goal !== null);
    progress(`${counted(goals.length, "conversion goal")} read`);
    return { ref, goals: goals.filter(({ fields }) => fields.status !== "Deleted") };
  };
  return Promise.all((refs.length === 0 ? [reader.ref()] : refs).map(read));
}

function sourcesOf(side: Found, accounts: readonly LiveAccount[]): readonly GoalSource[] {
  if (side.is === "state") return stateSources(side.goals, accounts);
  return side.is === "program"
    ? programGoals(accounts, side.planned)
    : // All accounts of a customer show its goals.
      [
        ...new Map(
          accounts.flatMap(({ goals }) => goals.map((goal) => [goal.id, liveSource(goal)] as const)),
        ).values(),
      ];
}
