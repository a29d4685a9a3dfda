import { systemClock } from "../../account/clock";
import type { ReadyAccount } from "../../fleet/check/prepare";
import { isLeftOut, type Swept, sweep } from "../../fleet/check/sweep";
import type { CheckedAccount } from "../../fleet/results";
import { checkedLine } from "./accountLine";
import { Progress, realClock } from "./progress";
import { SAID_OF_STANDING, STANDINGS } from "./words";

/** How accounts are looked at. */
export interface SweepOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Whether an account gets a line. */
  readonly isSaid: (checked: CheckedAccount) => boolean;
  readonly isStopped: () => boolean;
  /** Default: any number. */
  readonly mostLines?: number;
}

/** Each makes up to two calls at once: a thousand accounts at 300 ms a call are half a minute. */
const AT_ONCE = 12;

/** Looks at accounts and shows on stderr how far it is. */
export async function sweepAccounts(ready: readonly ReadyAccount[], options: SweepOptions): Promise<Swept> {
  const progress = new Progress({
    done: "checked",
    total: ready.length,
    kinds: STANDINGS,
    wordOf: (standing) => SAID_OF_STANDING[standing].word,
    ...(options.mostLines === undefined ? {} : { mostLines: options.mostLines }),
    stream: process.stderr,
    clock: realClock,
  });
  try {
    return await sweep(ready, {
      environment: options.environment,
      clock: systemClock,
      concurrency: AT_ONCE,
      isStopped: options.isStopped,
      notify: ({ severity, message, ephemeral }) => {
        if (severity !== "debug" && ephemeral !== true) progress.say(`msads: ${message}`);
      },
      done: (checked) => {
        const { account, standing } = checked;
        // A thousand lines that say the same are no news: the table says it once.
        const isSaid = options.isSaid(checked) && !isLeftOut(checked);
        progress.ends(account.stack, standing, isSaid ? checkedLine(checked) : undefined);
      },
    });
  } finally {
    progress.close();
  }
}

/** For commands that have more to say of an account than how it stands. */
export function isUnreachable({ standing }: CheckedAccount): boolean {
  return standing === "unreachable";
}
