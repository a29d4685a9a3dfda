import type { Clock } from "../../provider/account/clock";

/** A clock that goes so many times faster than the machine's: waits take as much less. */
export function quickClock(speed: number): Clock {
  return {
    now: () => performance.now() * speed,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
