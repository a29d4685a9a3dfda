/** Time, passed in so that tests need no real sleeps. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number;
  /** Calls back once after so many milliseconds; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, callback) => {
    // Timers run before what is already in the sockets: one turn more lets a call that has arrived be seen first.
    const timer = setTimeout(() => {
      turn = setImmediate(callback);
    }, ms);
    let turn: NodeJS.Immediate | undefined;
    return () => {
      clearTimeout(timer);
      clearImmediate(turn);
    };
  },
};

/** Waits. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}
