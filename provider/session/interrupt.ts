import type { Sessions } from "./session";

/** The engine ends its plugins with SIGINT and kills them 5 seconds later. */
const GRACE = 4_000;
/** An engine that is killed hard tells nobody; then the system gives its plugins another parent. */
const LOOK_MS = 500;

/** On SIGINT, or when the engine is gone, no new write starts, the one under way finishes, and an idle process ends at once. */
export function stopOnInterrupt(sessions: Sessions): void {
  const engine = process.ppid;
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const reason = new Error(
      "The run was interrupted before this was sent; nothing was written. Run pulumi up again.",
    );
    const wasBusy = sessions.busy;
    void sessions.stop(reason, GRACE).finally(() => {
      // The answer to the write that finished still has to reach the engine.
      setTimeout(() => process.exit(130), wasBusy ? 200 : 0);
    });
  };
  process.once("SIGINT", stop);
  setInterval(() => process.ppid === engine || stop(), LOOK_MS).unref();
}
