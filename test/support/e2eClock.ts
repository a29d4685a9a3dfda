import type { Clock } from "../../provider/account/clock";

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
