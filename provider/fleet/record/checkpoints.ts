import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Names the state that Pulumi holds of a stack at present; undefined = it holds none. */
export type Checkpoints = (stack: string) => string | undefined;

/** One row of `pulumi stack ls --json`. */
export interface ListedStack {
  readonly name: string;
  /** ISO 8601; undefined of a stack that was never updated. */
  readonly lastUpdate?: string | undefined;
  readonly resourceCount?: number | undefined;
}

/**
 * The folder of a file backend; undefined of any other. @param url as `PULUMI_BACKEND_URL` has it. @param from what a relative path starts from.
 */
export function fileBackend(url: string, from: string): string | undefined {
  if (!url.startsWith("file://")) return undefined;
  // Pulumi takes more than URLs: file://~, file://./state, file:///srv/state?query.
  const path = url.slice("file://".length).replace(/\?.*$/, "");
  if (path === "" || path === "~" || path.startsWith("~/")) return join(homedir(), path.slice(1));
  return path.startsWith("/") && process.platform === "win32"
    ? fileURLToPath(`file://${path}`)
    : resolve(from, path);
}

/** Checkpoints of a file backend: the hash of the file that holds the state, so nothing of Pulumi runs. */
export function fileCheckpoints(folder: string, project: string): Checkpoints {
  return (stack) => {
    const name = stack.slice(stack.lastIndexOf("/") + 1);
    const places = [
      join(folder, ".pulumi", "stacks", project, name),
      join(folder, ".pulumi", "stacks", name),
    ];
    const files = places
      .flatMap((each) => [`${each}.json`, `${each}.json.gz`])
      .filter((each) => existsSync(each));
    const hash = createHash("sha256");
    // Where there are two, which of them Pulumi takes is its own matter.
    for (const each of files) hash.update(readFileSync(each));
    return files.length === 0 ? undefined : `sha256:${hash.digest("base64url")}`;
  };
}

/**
 * Checkpoints of other backends, all of them from one listing: when a stack was last updated, and how many resources it has. On Pulumi's own
 * backends `pulumi state delete` and `pulumi stack import` leave the time as it was.
 */
export function listedCheckpoints(stacks: readonly ListedStack[]): Checkpoints {
  const byName = new Map(stacks.flatMap((each) => namesOf(each).map((name) => [name, each] as const)));
  return (stack) => {
    const listed = byName.get(stack);
    if (listed === undefined) return undefined;
    return `update:${listed.lastUpdate ?? "none"} resources:${listed.resourceCount ?? "?"}`;
  };
}

/** Pulumi Cloud lists a stack as "acme" or "org/acme"; a fleet file may have either. */
function namesOf({ name }: ListedStack): readonly string[] {
  return [name, name.slice(name.lastIndexOf("/") + 1)];
}

/** Checkpoints of any backend. @param url as `backendUrl` found it. @param program what a relative file backend starts from. @param list asks Pulumi for all stacks of the project; not called for a file backend. */
export async function openCheckpoints(
  {
    url,
    program,
    project,
  }: { readonly url: string | undefined; readonly program: string; readonly project: string },
  list: () => Promise<readonly ListedStack[]>,
): Promise<Checkpoints> {
  const folder = url === undefined ? undefined : fileBackend(url, program);
  return folder === undefined ? listedCheckpoints(await list()) : fileCheckpoints(folder, project);
}
