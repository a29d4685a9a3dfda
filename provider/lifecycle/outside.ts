import type { Clock } from "../account/clock";
import type { Notify } from "./notices";

/** What the way to the service needs of the world outside; tests pass their own. */
export interface Outside {
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly notify: Notify;
  /** The time of day. Default: the machine's. */
  readonly date?: () => Date;
  /** The network. Default: the global fetch. */
  readonly fetch?: typeof fetch;
}
