import type { Clock } from "../account/clock";
import type { Notify } from "./notices";

/** What a session needs of the process that it runs in; tests pass their own. */
export interface Runtime {
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly notify: Notify;
  /** The time of day. Default: the machine's. */
  readonly date?: () => Date;
  /** The network. Default: the global fetch. */
  readonly fetch?: typeof fetch;
}
