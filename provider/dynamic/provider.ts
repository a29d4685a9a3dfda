import type { dynamic } from "@pulumi/pulumi";
import type { Kind, RunProgress } from "../account/batch/runProgress";
import { messageOf, PartlyDone, plainError } from "../core/errors";
import type { Handler } from "../core/handler";
import { tooManyChanges } from "../core/plannedChanges";
import { ignoringAll, isNew, marked, nameIn, type Props, withoutUnset, withSecretsOf } from "../core/props";
import type { Session, Sessions } from "../session/session";
import { Consents } from "./consents";

/** What the engine calls, through the SDK's dynamic-provider process. */
export type Provider = Required<dynamic.ResourceProvider<Props, Props>>;

/** Binds a handler to the process: every one waits for `configure`, and every error reaches the engine as one plain message. */
export function providerOf(sessions: Sessions, handler: Handler): Provider {
  const consents = new Consents();
  const { kind, identity } = handler;
  const open = async (props: Props, olds: Props = {}): Promise<Session> => {
    const session = await sessions.ready();
    // From now on the resource is known by its name.
    nameIn(session, props);
    for (const each of [props, olds]) sessions.secrets.learn(marked(each));
    return session;
  };
  /** A write of one resource: from its answer on nothing more comes for it. */
  const writing = async <T>(news: Props, work: (session: Session) => Promise<T>): Promise<T> => {
    const session = await open(news);
    try {
      return await work(session);
    } finally {
      session.progress.answered(kind, identity(news));
    }
  };
  /** The engine prints the stack of what diff, read and delete throw; ours would tell a user nothing. */
  const plainly = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const message = sessions.secrets.masked(`${messageOf(error)}${sessions.hint(error)}`);
      throw error instanceof PartlyDone
        ? new PartlyDone(error.id, error.properties, message)
        : plainError(message);
    }
  };
  return {
    configure: async ({ config }) => sessions.configure(config),
    check: async (olds, news) => {
      const { inputs, counts, isFresh } = parted(news);
      try {
        const asked = isFresh ? inputs : ignoringAll(olds, inputs);
        const session = await open(asked, olds);
        hear(session.progress, kind, counts);
        const checked = await handler.check(session, olds, asked);
        const isDecided = checked.failures.length > 0 || isNew(olds);
        session.progress.checked(kind, identity(asked), isDecided);
        const tooMany = checked.failures.length > 0 ? undefined : tooManyChanges(session);
        const failures = tooMany === undefined ? checked.failures : [{ property: "", reason: tooMany }];
        const masked = failures.map((each) =>
          sessions.secrets.maskedProblem(each, marked(asked), marked(olds)),
        );
        return { inputs: consents.taken(checked.inputs), failures: masked };
      } catch (error) {
        return { inputs, failures: [{ property: "", reason: sessions.secrets.masked(messageOf(error)) }] };
      }
    },
    diff: (id, olds, news) =>
      plainly(async () => {
        const session = await open(news, olds);
        session.progress.heard();
        const diffed = await handler.diff(session, id, olds, consents.given(news));
        // What is replaced is checked once more, as a new one.
        if (diffed.replaces === undefined) session.progress.compared(kind, identity(news));
        const tooMany = tooManyChanges(session);
        if (tooMany !== undefined) throw plainError(tooMany);
        return diffed;
      }),
    create: (news) =>
      plainly(() => writing(news, (session) => handler.create(session, consents.given(news)))),
    read: (id, olds = {}) =>
      plainly(async () => {
        const session = await open(olds);
        // A look-up by id alone (`new UrlGoal("x", …, { id })`) has no outputs that name the account.
        const { customerId, accountId } = session.settings;
        return handler.read(session, id, { ...withoutUnset({ customerId, accountId }), ...olds });
      }),
    update: (id, olds, news) =>
      plainly(() =>
        writing(news, async (session) => {
          try {
            return await handler.update(session, id, olds, consents.given(news));
          } catch (error) {
            if (!(error instanceof PartlyDone)) throw error;
            const { properties, message } = error;
            throw new PartlyDone(error.id, withSecretsOf(properties, olds, news), message);
          }
        }),
      ),
    delete: (id, olds) => plainly(async () => handler.remove(await open(olds), id, olds)),
  };
}

/**
 * What the program tells of its run in a resource's hidden input: how many of the kind it declares, and the engine's parallelism; and
 * whether the hidden input is the program's own.
 */
function parted(news: Props): Parted {
  const hidden = typeof news.__msads === "object" && news.__msads !== null ? (news.__msads as Props) : {};
  const { declared, parallelism, fresh, ...kept } = hidden;
  const inputs = news.__msads === undefined ? news : { ...news, __msads: kept };
  return { inputs, counts: { declared, parallelism }, isFresh: fresh === true };
}

interface Parted {
  readonly inputs: Props;
  readonly counts: Counts;
  readonly isFresh: boolean;
}

interface Counts {
  readonly declared: unknown;
  readonly parallelism: unknown;
}

function hear(progress: RunProgress, kind: Kind, { declared, parallelism }: Counts): void {
  if (typeof declared === "number") progress.declares(kind, declared);
  if (typeof parallelism === "number") progress.worksOn(parallelism);
  progress.heard();
}
