import { readdirSync, readFileSync } from "node:fs";

const LOOK_MS = 100;

/**
 * Watches the provider's process that this one has started, or will, until `stop`, which returns the most memory that it ever had
 * resident, in MB. NaN where the system does not tell (it is Linux that does).
 */
export function watchPlugin(): { stop(): number } {
  let most = Number.NaN;
  const timer = setInterval(() => {
    for (const pid of descendants(process.pid)) {
      const peak = read(`/proc/${pid}/cmdline`).includes("cmd/dynamic-provider") ? peakOf(pid) : undefined;
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

/** The processes started by any thread of this one, and by these. */
function descendants(pid: number | string): readonly string[] {
  const threads = `/proc/${pid}/task`;
  try {
    const children = readdirSync(threads).flatMap((thread) =>
      read(`${threads}/${thread}/children`).split(" ").filter(Boolean),
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
