import { resolve } from "node:path";
import { pulumiIn } from "./askPulumi";
import type { FleetView } from "./check/prepare";
import type { ConfigValues, Fleet, FleetAccount } from "./fleet";
import { type Project, readProject } from "./project";
import { backendUrl, withoutPassword } from "./record/backendUrl";
import { type Checkpoints, type ListedStack, openCheckpoints } from "./record/checkpoints";
import { type ProgramPlace, type SeenProgram, seenProgram } from "./record/programFiles";
import { readStackSettings, type StackSettings } from "./run/stackSettings";

/** What a fleet's command needs of the process. */
export interface OpenRuntime {
  readonly environment: NodeJS.ProcessEnv;
  readonly warn: (message: string) => void;
}

/**
 * Reads all that the accounts have in common: the project, what its files hash to, and the present checkpoints. On a file backend nothing of
 * Pulumi runs; on others one `pulumi stack ls`. Throws an Error of what cannot be read.
 */
export async function openFleet(fleet: Fleet, { environment, warn }: OpenRuntime): Promise<FleetView> {
  const project = readProject(fleet.program);
  const settings = new Map<string, StackSettings>();
  const stackSettings = ({ stack }: FleetAccount): StackSettings => {
    const read = settings.get(stack) ?? readStackSettings(fleet.program, stack);
    settings.set(stack, read);
    return read;
  };
  const logs = logsOf(fleet, project, environment, stackSettings);
  return {
    fleet,
    project,
    ...programNow({ ...fleet, logs }, environment),
    logs,
    checkpoints: await checkpointsNow(fleet, environment),
    stackSettings,
    environment,
    warn,
  };
}

/** The program's files and what else it depends on as they are now. */
export function programNow(
  place: Pick<ProgramPlace, "program" | "sources" | "record" | "file" | "logs">,
  environment: NodeJS.ProcessEnv,
): SeenProgram {
  return seenProgram({ ...place, ...readProject(place.program) }, environment);
}

/** The audit logs, which runs write, perhaps among the program's files. */
function logsOf(
  { accounts, program }: Fleet,
  { config, main = program }: Project,
  environment: NodeJS.ProcessEnv,
  stackSettings: (account: FleetAccount) => StackSettings,
): readonly string[] {
  const ofStack = (account: FleetAccount): ConfigValues => {
    try {
      return stackSettings(account).values;
    } catch {
      // Whoever needs its settings is told.
      return {};
    }
  };
  const named = [config, ...accounts.flatMap((each) => [each.config, ofStack(each)])];
  const files = [environment.MSADS_AUDIT_LOG, ...named.map((values) => values["msads:auditLog"])];
  const given = new Set(files.filter((file) => file !== undefined));
  return [...given].flatMap((file) => [resolve(program, file), resolve(main, file)]);
}

/** The checkpoints as they are now. */
export function checkpointsNow(
  fleet: Pick<Fleet, "backend" | "program">,
  environment: NodeJS.ProcessEnv,
): Promise<Checkpoints> {
  const project = readProject(fleet.program);
  const url = backendUrl(fleet, project, environment);
  const { program } = fleet;
  return openCheckpoints({ url, program, project: project.name }, () => listed(fleet, environment));
}

async function listed(
  { backend, program }: Pick<Fleet, "backend" | "program">,
  environment: NodeJS.ProcessEnv,
): Promise<readonly ListedStack[]> {
  const env = backend === undefined ? environment : { ...environment, PULUMI_BACKEND_URL: backend };
  const answer = await pulumiIn(program, env)(["stack", "ls", "--json"]);
  if (answer.is === "answered") return JSON.parse(answer.stdout) as readonly ListedStack[];
  const why = answer.is === "missing" ? "pulumi is not on PATH" : answer.why;
  throw new Error(`Pulumi's stacks cannot be listed: ${withoutPassword(why, env.PULUMI_BACKEND_URL)}`);
}
