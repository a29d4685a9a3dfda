import { Consents } from "../core/consents";
import { messageOf } from "../core/errors";
import type { Diffed, Seen } from "../core/handler";
import { HeldDrift } from "../core/heldDrift";
import { refuseMisspeltPaths, tellStrangePaths } from "../core/ignoredPaths";
import { isNew, type Props } from "../core/props";
import { nameIn, type Resource } from "../core/resource";
import { inWords } from "../goals/problem";
import { isCovered } from "../goals/propertyPath";
import type { Session, Sessions } from "../session/session";
import { detailedDiff, type PropertyDiff } from "./detailedDiff";
import { engineError, type Keeping } from "./errors";
import { foretoldCreate, foretoldUpdate } from "./foretold";
import { heldPaths } from "./held";
import { partsOf, resourceOf } from "./identity";
import { importedFrom } from "./imported";
import { foreignType, own, typed, withoutForeign } from "./inputs";
import { withLostMarks, withMarks } from "./marks";
import { Namesakes } from "./namesakes";
import { withNumbers } from "./numbers";
import { isRefusedAccess } from "./refusedAccess";
import { type ResourceType, resourceTypeOf } from "./resourceTypes";
import { encoded, type Values } from "./values";

/** What every call about a resource brings along. */
export interface Call {
  readonly urn: string;
}

interface Opened {
  readonly type: ResourceType;
  readonly session: Session;
  readonly resource: Resource;
}

/**
 * What the engine asks of the resources of one configured provider. Values come in and go out as Pulumi's protocol has them; in between
 * they are the core's.
 */
export class Resources {
  readonly #consents = new Consents();
  readonly #namesakes = new Namesakes();
  readonly #drift = new HeldDrift();
  /** What the program declares; of all else a refresh speaks. */
  readonly #checked = new Set<string>();

  constructor(
    private readonly sessions: Sessions,
    /** A provider that the program declares: a refresh configures it with what state holds of it. */
    private readonly isDeclared: () => boolean,
  ) {}

  async check({ urn, olds, ...call }: Call & { readonly olds: Values; readonly news: Values }) {
    const before = own(olds.values);
    const news = { ...call.news, values: withoutForeign(call.news.values, olds.values) };
    this.#checked.add(urn);
    try {
      const type = resourceTypeOf(partsOf(urn).token);
      const given = typed(type, news.values);
      const { settings } = await this.sessions.ready();
      const ignored = heldPaths(before, given, settings);
      const { session, resource } = await this.#open(urn, [olds, news], { ignored, secret: news.secret });
      const clash = type.goalType === undefined ? undefined : this.#namesakes.clash(urn);
      if (clash !== undefined) return { inputs: encoded(news), failures: [clash] };
      const checked = await type.handler.check(session, resource, before, given);
      const { secrets } = this.sessions;
      const failures = [...foreignType(type, news.values, before), ...checked.failures].map((each) =>
        inWords(secrets.maskedProblem(each, news, olds)),
      );
      const inputs = this.#consents.taken(type.token, resource, checked.inputs);
      return { inputs: encoded({ values: inputs, secret: news.secret }), failures };
    } catch (error) {
      return { inputs: encoded(news), failures: [this.sessions.secrets.masked(messageOf(error))] };
    }
  }

  async diff(call: Change): Promise<{
    readonly changes: boolean;
    readonly replaces: readonly string[];
    readonly properties: ReadonlyMap<string, PropertyDiff>;
  }> {
    const { urn, id, news, ignored, oldInputs } = call;
    const olds = withMarks(call.olds);
    return this.#plainly(async () => {
      const { type, session, resource } = await this.#open(urn, [olds, news], {
        ignored,
        secret: news.secret,
      });
      this.#drift.tell(urn, ignored);
      const wanted = this.#consents.given(type.token, resource, typed(type, news.values));
      if (this.#checked.has(urn)) {
        refuseMisspeltPaths(resource, type.kind, wanted);
        tellStrangePaths(session, resource, type.kind, wanted);
      }
      const before = own(olds.values);
      const diffed = await type.handler.diff(session, resource, id, before, wanted).catch((error): Diffed => {
        // After a refresh the engine asks for a diff as well, of the same process.
        if (this.#isOfState(error) && !this.#checked.has(urn)) return { changes: false };
        throw error;
      });
      const sides = { outputs: before, inputs: own(oldInputs.values), news: news.values };
      // What the program hides from now on is still to be read in the old outputs.
      const hides = hidesMore(olds, news);
      return {
        changes: diffed.changes || hides,
        replaces: diffed.replaces ?? [],
        properties: detailedDiff(diffed, sides),
      };
    });
  }

  async create({ urn, news, isPreview }: Call & { readonly news: Values; readonly isPreview: boolean }) {
    const type = resourceTypeOf(partsOf(urn).token);
    const put = (outs: Props) => encoded({ values: withNumbers(outs, type.goalType), secret: news.secret });
    if (isPreview) return { id: "", outputs: put(foretoldCreate(type, typed(type, news.values))) };
    return this.#plainly(
      async () => {
        const { session, resource } = await this.#open(urn, [news], { secret: news.secret });
        const wanted = this.#consents.given(type.token, resource, typed(type, news.values));
        const { id, outs } = await type.handler.create(session, resource, wanted);
        return { id, outputs: put(outs) };
      },
      { put: (outs) => put(withLostMarks(outs, news.secret)), inputs: encoded(news) },
    );
  }

  async update(call: Change & { readonly isPreview: boolean }) {
    const { urn, id, news, ignored, isPreview } = call;
    const olds = withMarks(call.olds);
    const type = resourceTypeOf(partsOf(urn).token);
    const secret = [...new Set([...olds.secret, ...news.secret])];
    const put = (outs: Props) => encoded({ values: withNumbers(outs, type.goalType), secret: news.secret });
    if (isPreview)
      return { outputs: put(foretoldUpdate(type, own(olds.values), typed(type, news.values), ignored)) };
    return this.#plainly(
      async () => {
        const { session, resource } = await this.#open(urn, [olds, news], { ignored, secret: news.secret });
        const wanted = this.#consents.given(type.token, resource, typed(type, news.values));
        const { outs } = await type.handler.update(session, resource, id, own(olds.values), wanted);
        return { outputs: put(outs) };
      },
      // What was done in part holds values of before and of now; what failed may have been done, with secrets that state has not heard of.
      {
        put: (outs) => encoded({ values: withLostMarks(withNumbers(outs, type.goalType), secret), secret }),
        inputs: encoded(news),
        ...(hidesMore(olds, news) ? { before: { id, outs: own(olds.values) } } : {}),
      },
    );
  }

  /** Without outputs it is an import, or a look-up by id. */
  async read({
    urn,
    id,
    inputs,
    ...call
  }: Call & { readonly id: string; readonly outputs: Values; readonly inputs: Values }) {
    const outputs = withMarks(call.outputs);
    const secret = [...new Set([...outputs.secret, ...inputs.secret])];
    const olds = own(outputs.values);
    return this.#plainly(async () => {
      const { type, session, resource } = await this.#open(urn, [outputs, inputs], { secret });
      const seen = isNew(olds)
        ? await importedFrom(session, type, resource, id)
        : await this.#refreshed({ type, session, resource }, id, olds, own(inputs.values));
      this.#drift.hold(urn, seen);
      const put = (values: Props = {}) => encoded({ values: withNumbers(values, type.goalType), secret });
      return { id: seen.id, outputs: put(withLostMarks(seen.props ?? {}, secret)), inputs: put(seen.inputs) };
    });
  }

  async delete({ urn, id, ...call }: Call & { readonly id: string; readonly olds: Values }): Promise<void> {
    const olds = withMarks(call.olds);
    return this.#plainly(async () => {
      const { type, session, resource } = await this.#open(urn, [olds], { secret: olds.secret });
      await type.handler.remove(session, resource, id, own(olds.values));
    });
  }

  /**
   * State may hold credentials of a declared provider that have run out since: the refresh before an update then leaves state as it is,
   * and what comes after it has the program's credentials.
   */
  async #refreshed(
    { type, session, resource }: Opened,
    id: string,
    olds: Props,
    inputs: Props,
  ): Promise<Seen> {
    try {
      return await type.handler.read(session, resource, id, olds);
    } catch (error) {
      if (!this.#isOfState(error)) throw error;
      const message = `${nameIn(session, resource)}: could not be refreshed and stays in state as it was, since the provider's credentials in state are refused. ${messageOf(error)}`;
      session.notify({ severity: "warning", message });
      return { id, props: olds, inputs };
    }
  }

  /** Whether credentials that may be those of state are refused. */
  #isOfState(error: unknown): boolean {
    return this.isDeclared() && isRefusedAccess(error);
  }

  async #open(urn: string, learnt: readonly Values[], marks: Partial<Resource>): Promise<Opened> {
    const type = resourceTypeOf(partsOf(urn).token);
    const session = await this.sessions.ready();
    session.origin.learnStack(partsOf(urn).stack);
    for (const { values, secret } of learnt) this.sessions.secrets.learn({ values, secret });
    const notify: Session["notify"] = (notice) => session.notify({ ...notice, urn });
    return { type, session: { ...session, notify }, resource: resourceOf(urn, marks) };
  }

  async #plainly<T>(
    work: () => Promise<T>,
    keeping: Keeping = { put: (outputs) => outputs, inputs: {} },
  ): Promise<T> {
    const { sessions } = this;
    try {
      return await work();
    } catch (error) {
      const message = sessions.secrets.masked(`${messageOf(error)}${sessions.hint(error)}`);
      throw engineError(error, message, keeping);
    }
  }
}

/** Whether the program hides what state shows, or has not heard of. */
function hidesMore(olds: Values, news: Values): boolean {
  return news.secret.some((path) => !isCovered(path, olds.secret));
}

/** What diff and update are told of. */
export interface Change extends Call {
  readonly id: string;
  readonly olds: Values;
  readonly news: Values;
  readonly ignored: readonly string[];
  readonly oldInputs: Values;
}
