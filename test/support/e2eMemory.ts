import { readdirSync, readFileSync } from "node:fs";

const LOOK_MS = 100;

/**
 * Watches the provider's process that this one has started, or will, itself or through Pulumi's, until `stop`, which returns the most memory that it ever had
 * resident, in MB. NaN where the system does not tell (it is Linux that does).
 */
export function watchPlugin(): { stop(): number } {
  let most = Number.NaN;
  const timer = setInterval(() => {
    for (const pid of descendants(String(process.pid))) {
      const peak = /cmd.dynamic-provider|pulumi-resource-pulumi-nodejs/.test(read(`/proc/${pid}/cmdline`))
        ? peakOf(pid)
        : undefined;
      if (peak !== undefined) most = Number.isNaN(most) ? peak : Math.max(most, peak);
    }
  }, LOOK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return most;
    },
  };
}

/** The processes started by any thread of one, and those that they started: the provider's process is a child of Pulumi's. */
function descendants(pid: string): readonly string[] {
  const tasks = `/proc/${pid}/task`;
  try {
    const children = readdirSync(tasks).flatMap((thread) =>
      read(`${tasks}/${thread}/children`).split(" ").filter(Boolean),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

function peakOf(pid: string): number | undefined {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
}

/** Empty for a file, or a process, that is not there any more. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
