import type { dynamic } from "@pulumi/pulumi";
import type { Problem } from "../goals/validate";
import { Consents } from "./consents";
import { PartlyDone, type Props, plainError, withHidden, withoutUnset } from "./shape";
import type { Session, Sessions } from "./world";

/** What the engine calls, through the SDK's dynamic-provider process. */
export type Lifecycle = Required<dynamic.ResourceProvider<Props, Props>>;

/** What check answers; failures are returned, never thrown: the engine prints a thrown one twice and with its stack. */
export interface Checked {
  readonly inputs: Props;
  readonly failures: readonly Problem[];
}

/** The methods of one kind of resource, each with the session of the process. */
export interface Methods {
  check(session: Session, olds: Props, news: Props): Promise<Checked>;
  diff(
    session: Session,
    id: string,
    olds: Props,
    news: Props,
  ): Promise<{ changes: boolean; replaces?: string[] }>;
  create(session: Session, news: Props): Promise<{ id: string; outs: Props }>;
  read(session: Session, id: string, olds: Props): Promise<{ id?: string; props?: Props; inputs?: Props }>;
  update(session: Session, id: string, olds: Props, news: Props): Promise<{ outs: Props }>;
  remove(session: Session, id: string, olds: Props): Promise<void>;
}

/** Binds methods to the process: every one waits for `configure`, and every error reaches the engine as one plain message. */
export function lifecycleOf(sessions: Sessions, methods: Methods): Lifecycle {
  const consents = new Consents();
  return {
    configure: async ({ config }) => sessions.configure(config),
    check: async (olds, news) => {
      try {
        const { inputs, failures } = await methods.check(
          await sessions.ready(),
          olds,
          withHidden(olds, news),
        );
        return { inputs: consents.taken(inputs), failures: [...failures] };
      } catch (error) {
        return { inputs: news, failures: [{ property: "msads", reason: messageOf(error) }] };
      }
    },
    diff: (id, olds, news) =>
      plainly(async () => methods.diff(await sessions.ready(), id, olds, consents.given(news))),
    create: (news) => plainly(async () => methods.create(await sessions.ready(), consents.given(news))),
    read: (id, olds = {}) =>
      plainly(async () => {
        const session = await sessions.ready();
        // A look-up by id alone (`new UrlGoal("x", …, { id })`) has no outputs that name the account.
        const { customerId, accountId } = session.settings;
        return methods.read(session, id, { ...withoutUnset({ customerId, accountId }), ...olds });
      }),
    update: (id, olds, news) =>
      plainly(async () => methods.update(await sessions.ready(), id, olds, consents.given(news))),
    delete: (id, olds) => plainly(async () => methods.remove(await sessions.ready(), id, olds)),
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The engine prints the stack of what diff, read and delete throw; ours would tell a user nothing. */
async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PartlyDone ? error : plainError(messageOf(error));
  }
}
