/**
 * Milliseconds of processor that this process has spent on a piece of work: what it costs, whatever else the machine does.
 * Waiting costs nothing. Bounds on it are more than twenty times what the work takes, so that a slow machine stays within them, and
 * work of square or exponential cost does not.
 */
export function processorTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
}
