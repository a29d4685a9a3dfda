import { messageOf } from "../../core/errors";
import { SignInError } from "../../service/auth/signInError";
import { MsadsError } from "../../service/errors";
import type { Notify } from "../../session/notices";
import type { Runtime } from "../../session/runtime";
import { type Session, Sessions } from "../../session/session";
import type { CheckedAccount } from "../results";
import { checkAccount } from "./checkAccount";
import { Connections } from "./connections";
import { eachOf } from "./eachOf";
import type { ReadyAccount } from "./prepare";

export interface SweepRuntime extends Runtime {
  /** How many accounts are looked at at once. */
  readonly concurrency: number;
  /** Gets each account as it is done. */
  readonly done: (checked: CheckedAccount) => void;
  /** True once no further account is to be begun. */
  readonly isStopped?: () => boolean;
}

/** What a sweep came to. */
export interface Swept {
  /** In the order of the accounts given. */
  readonly accounts: readonly CheckedAccount[];
  /** Why it ended before its end: the sign-in, which all accounts share, is refused. */
  readonly signIn: string | undefined;
}

const UNSIGNED = "not looked at, since the sign-in is refused";
const STOPPED = "not looked at, since the check was stopped";

/** Whether an account was left out, since the check was stopped or the sign-in is refused: nothing is known of it. */
export function isLeftOut({ standing, reason }: CheckedAccount): boolean {
  return standing === "unreachable" && (reason === UNSIGNED || reason === STOPPED);
}

/**
 * Looks at many accounts. They share the sign-in and the pauses that the service asks for. What fails for one account is told of it; once the
 * sign-in itself is refused, no more is asked.
 */
export async function sweep(ready: readonly ReadyAccount[], runtime: SweepRuntime): Promise<Swept> {
  const connections = new Connections(runtime);
  const checked = new Map<ReadyAccount, CheckedAccount>();
  let signIn: string | undefined;
  const look = async (one: ReadyAccount): Promise<CheckedAccount> => {
    if (signIn !== undefined) return unreachable(one, UNSIGNED);
    if (runtime.isStopped?.() === true) return unreachable(one, STOPPED);
    try {
      return await checkAccount(await sessionFor(one, connections, runtime), one);
    } catch (error) {
      if (isSignIn(error)) signIn ??= messageOf(error);
      return unreachable(one, isSignIn(error) ? UNSIGNED : messageOf(error));
    }
  };
  await eachOf(ready, runtime.concurrency, async (one) => {
    const found = await look(one);
    checked.set(one, found);
    runtime.done(found);
  });
  return { accounts: ready.flatMap((one) => checked.get(one) ?? []), signIn };
}

/** Each account has a session of its own, which ends with it: what one stack's program claims is nothing to the next. */
function sessionFor(
  { config, settings }: ReadyAccount,
  connections: Connections,
  runtime: Runtime,
): Promise<Session> {
  const connection = connections.to(settings);
  const silent: Notify = () => {};
  const sessions = new Sessions({ ...runtime, notify: silent, connect: () => connection });
  sessions.configure({ get: (key) => config[key] });
  return sessions.ready();
}

/** Whether it is the sign-in that failed, which all accounts share. Microsoft: InvalidCredentials 105, AuthenticationTokenExpired 109. */
function isSignIn(error: unknown): boolean {
  if (error instanceof SignInError) return true;
  return error instanceof MsadsError && (error.code === 105 || error.code === 109);
}

function unreachable({ account }: ReadyAccount, reason: string): CheckedAccount {
  return { account, standing: "unreachable", reason, drift: [], health: undefined };
}
