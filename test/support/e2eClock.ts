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

/** A clock that stands still but for waits, which take so many times less: a slow machine spends none of its time. */
export function leapingClock(speed: number): Clock {
  let now = 0;
  return {
    now: () => now,
    after: (ms, callback) => {
      const at = now + ms;
      const timer = setTimeout(() => {
        now = Math.max(now, at);
        callback();
      }, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
