import type { Clock } from "../../provider/account/clock";

/** A wait takes so many turns of the event loop at the most. */
const TURNS = 100;

/**
 * A clock that stands still but for waits, which take so many times less: a slow machine spends none of its time. A wait is a number of
 * turns, not a moment: where others use the machine, all that runs in this process gets as many turns meanwhile as on a quiet one.
 */
export function leapingClock(speed: number): Clock {
  let now = 0;
  return {
    now: () => now,
    after: (ms, callback) => {
      const at = now + ms;
      const step = Math.max(1, ms / speed / TURNS);
      let left = ms / speed;
      let timer = setTimeout(turn, Math.min(step, left));
      function turn(): void {
        left -= step;
        if (left > 0) {
          timer = setTimeout(turn, Math.min(step, left));
          return;
        }
        now = Math.max(now, at);
        callback();
      }
      return () => clearTimeout(timer);
    },
  };
}
