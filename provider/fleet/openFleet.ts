import { pulumiIn } from "./askPulumi";
import type { FleetView } from "./check/prepare";
import type { Fleet } from "./fleet";
import { readProject } from "./project";
import { backendUrl, withoutPassword } from "./record/backendUrl";
import { type Checkpoints, type ListedStack, openCheckpoints } from "./record/checkpoints";
import { type SeenProgram, seenProgram } from "./record/programFiles";
import { readStackSettings } from "./run/stackSettings";

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
  return {
    fleet,
    project,
    ...programNow(fleet, environment),
    checkpoints: await checkpointsNow(fleet, environment),
    stackSettings: ({ stack }) => readStackSettings(fleet.program, stack),
    environment,
    warn,
  };
}

/** The program's files and what else it depends on as they are now. */
export function programNow(
  fleet: Pick<Fleet, "program" | "sources" | "record" | "file">,
  environment: NodeJS.ProcessEnv,
): SeenProgram {
  return seenProgram({ ...fleet, ...readProject(fleet.program) }, environment);
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
