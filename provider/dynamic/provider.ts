import type { dynamic } from "@pulumi/pulumi";
import type { Kind } from "../account/batch/runProgress";
import { expectCampaigns } from "../core/campaign/expected";
import { Consents } from "../core/consents";
import { messageOf } from "../core/errors";
import type { Handler } from "../core/handler";
import { HeldDrift } from "../core/heldDrift";
import { type Props, refOf, withoutUnset } from "../core/props";
import { identityOf, nameIn, type Resource } from "../core/resource";
import { tracked } from "../core/tracked";
import type { Marked } from "../session/secrets";
import type { Session, Sessions } from "../session/session";
import { engineError } from "./errors";
import { hiddenDiffers, hiddenOf, hiddenPart, ignoringAll, plain, withSecretsOf } from "./hidden";
import { refusingMisspelt } from "./refusingMisspelt";
import { toWire } from "./unknown";

/** What the engine calls, through the SDK's dynamic-provider process. */
export type Provider = Required<dynamic.ResourceProvider<Props, Props>>;

/**
 * Binds a handler to the process: every method waits for `configure`, every error reaches the engine as one plain message, and what is
 * Pulumi's own in inputs and outputs stays here.
 */
export function providerOf(sessions: Sessions, bare: Handler): Provider {
  const handler = tracked(refusingMisspelt(bare));
  const consents = new Consents();
  const drift = new HeldDrift();
  const { kind } = handler;
  const open = async (props: Props, olds: Props = {}): Promise<Opened> => {
    const session = await sessions.ready();
    const resource = hiddenOf(props);
    // From now on the resource is known by its name.
    nameIn(session, resource);
    for (const each of [props, olds]) sessions.secrets.learn(marked(each));
    return { session, resource };
  };
  /** The engine prints the stack of what diff, read and delete throw; ours would tell a user nothing. */
  const plainly = async <T>(
    work: () => Promise<T>,
    put: (outs: Props) => Props = (outs) => outs,
  ): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw engineError(error, sessions.secrets.masked(`${messageOf(error)}${sessions.hint(error)}`), put);
    }
  };
  const writing = <T>(news: Props, olds: Props, work: (opened: Opened, wanted: Props) => Promise<T>) =>
    plainly(
      async () => {
        const opened = await open(news);
        return work(opened, consents.given(kind, opened.resource, plain(news)));
      },
      (outs) => withSecretsOf({ ...outs, ...hiddenPart(news), __provider: news.__provider }, olds, news),
    );
  return {
    configure: async ({ config }) => sessions.configure(config),
    check: async (olds, news) => {
      const { inputs, counts, isFresh } = parted(news);
      try {
        const asked = isFresh ? inputs : ignoringAll(olds, inputs);
        const { session, resource } = await open(asked, olds);
        hear(session, counts);
        expectCampaigns(session, counts.campaigns);
        const checked = await handler.check(session, resource, plain(olds), plain(asked));
        const masked = checked.failures.map((each) =>
          sessions.secrets.maskedProblem(each, marked(asked), marked(olds)),
        );
        const own = { ...hiddenPart(asked), ...withoutUnset({ __provider: asked.__provider }) };
        const kept = toWire(consents.taken(kind, resource, checked.inputs));
        return { inputs: { ...kept, ...own }, failures: masked };
      } catch (error) {
        return { inputs, failures: [{ property: "", reason: sessions.secrets.masked(messageOf(error)) }] };
      }
    },
    diff: (id, olds, news) =>
      plainly(async () => {
        const { session, resource } = await open(news, olds);
        drift.tell(keyOf(id, resource), resource.ignored);
        const wanted = consents.given(kind, resource, plain(news));
        const { changes, replaces } = await handler.diff(session, resource, id, plain(olds), wanted);
        return {
          changes: changes || hiddenDiffers(olds, news),
          ...(replaces === undefined ? {} : { replaces }),
        };
      }),
    create: (news) =>
      writing(news, {}, async ({ session, resource }, wanted) => {
        const { id, outs } = await handler.create(session, resource, wanted);
        return { id, outs: { ...outs, ...hiddenPart(news) } };
      }),
    read: (id, olds = {}) =>
      plainly(async () => {
        const { session, resource } = await open(olds);
        // A look-up by id (`new UrlGoal("x", …, { id })`) has no outputs that name the account.
        const { customerId, accountId } = session.settings;
        const { inputs, isFresh: isLookup } = parted(olds);
        const known = {
          ...withoutUnset({ customerId, accountId }),
          ...(isLookup ? placeOf(plain(olds)) : plain(olds)),
        };
        const seen = await handler.read(session, resource, id, known);
        if (seen.id === undefined && isLookup) throw new Error(nothingThere(session, resource, id, known));
        if (seen.id === undefined) return {};
        drift.hold(keyOf(id, resource), seen);
        const hidden = hiddenPart(inputs);
        return { id: seen.id, props: { ...seen.props, ...hidden }, inputs: { ...seen.inputs, ...hidden } };
      }),
    update: (id, olds, news) =>
      writing(news, olds, async ({ session, resource }, wanted) => {
        const { outs } = await handler.update(session, resource, id, plain(olds), wanted);
        return { outs: { ...outs, ...hiddenPart(news) } };
      }),
    delete: (id, olds) =>
      plainly(async () => {
        const { session, resource } = await open(olds);
        await handler.remove(session, resource, id, plain(olds));
      }),
  };
}

/** One that was replaced, and is not deleted yet, has the name of the new one. */
function keyOf(id: string, resource: Resource): string {
  return `${id} ${identityOf(resource)}`;
}

/** What counts of the arguments of a look-up by id: all others say nothing of what is there. */
function placeOf({ customerId, accountId }: Props): Props {
  return withoutUnset({ customerId, accountId });
}

/** Pulumi would go on, with the program's arguments for outputs. */
function nothingThere(session: Session, resource: Resource, id: string, known: Props): string {
  const { customerId, accountId } = refOf(known);
  return `${nameIn(session, resource)}: account ${accountId} of customer ${customerId} shows nothing of this kind with the id ${id}. Check the option id of the resource, or remove it: then the program makes the resource`;
}

interface Opened {
  readonly session: Session;
  readonly resource: Resource;
}

/** Inputs or outputs, and what of them Pulumi marks secret. */
function marked(props: Props): Marked {
  return { values: plain(props), secret: hiddenOf(props).secret };
}

/**
 * What the program tells of its run in a resource's hidden input: how many of each kind it declares, the engine's parallelism, its campaigns,
 * its stack; and whether the hidden input is the program's own.
 */
function parted(news: Props): Parted {
  const hidden = typeof news.__msads === "object" && news.__msads !== null ? (news.__msads as Props) : {};
  const { declared, parallelism, campaigns, stack, fresh, ...kept } = hidden;
  const inputs = news.__msads === undefined ? news : { ...news, __msads: kept };
  return { inputs, counts: { declared, parallelism, campaigns, stack }, isFresh: fresh === true };
}

interface Parted {
  readonly inputs: Props;
  readonly counts: Counts;
  readonly isFresh: boolean;
}

interface Counts {
  readonly declared: unknown;
  readonly parallelism: unknown;
  readonly campaigns: unknown;
  readonly stack: unknown;
}

function hear({ progress, origin }: Session, { declared, parallelism, stack }: Counts): void {
  if (typeof stack === "string") origin.learnStack(stack);
  const counts = typeof declared === "object" && declared !== null ? (declared as Props) : {};
  for (const kind of KINDS) {
    const count = counts[kind];
    if (typeof count === "number") progress.declares(kind, count);
  }
  if (typeof parallelism === "number") progress.worksOn(parallelism);
}

const KINDS: readonly Kind[] = ["goals", "tags", "settings", "campaigns"];
