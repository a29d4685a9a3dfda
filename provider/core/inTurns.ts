import type { Session } from "../session/session";
import type { Handler } from "./handler";

/**
 * A handler of which only one answer goes out in a turn of the event loop. One read back may be what many resources wait for: without this, all
 * their answers are made in one go, and no garbage is collected meanwhile (see session/garbage.ts).
 */
export function inTurns(handler: Handler): Handler {
  const inTurn = async <T>({ turns }: Session, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      await turns.next();
    }
  };
  return {
    ...handler,
    check: (session, ...args) => inTurn(session, handler.check(session, ...args)),
    diff: (session, ...args) => inTurn(session, handler.diff(session, ...args)),
    create: (session, ...args) => inTurn(session, handler.create(session, ...args)),
    read: (session, ...args) => inTurn(session, handler.read(session, ...args)),
    update: (session, ...args) => inTurn(session, handler.update(session, ...args)),
    remove: (session, ...args) => inTurn(session, handler.remove(session, ...args)),
  };
}
