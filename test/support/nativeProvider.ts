import { withoutUnset } from "../../provider/core/props";
import { InitError } from "../../provider/dynamic/errors";
import { hiddenOf, hiddenPart } from "../../provider/dynamic/hidden";
import type { Provider } from "../../provider/dynamic/provider";
import { isGoalType } from "../../provider/goals/definitions";
import { EngineError } from "../../provider/native/errors";
import type { Resources } from "../../provider/native/resources";
import {
  CAMPAIGN_TOKEN,
  goalToken,
  LIBRARY_TOKEN,
  SETTINGS_TOKEN,
  TAG_TOKEN,
} from "../../provider/native/resourceTypes";
import { decoded, encoded, type Values as Marked } from "../../provider/native/values";
import type { Sessions } from "../../provider/session/session";
import type { Declared } from "./e2eStack";
import type { Values } from "./e2eWire";
import { sdk, struct } from "./nativePlugin";

/**
 * The native plugin's resources for the engine of a few lines, which knows the dynamic provider's face: the same programs, faults and deaths
 * reach both hosts. What a constructor hides in inputs is told to the plugin as Pulumi's protocol tells it.
 */
export function nativeProvider(sessions: Sessions, resources: Resources, kind: Declared["kind"]): Provider {
  const urnOf = (props: Values) => urnFor(tokenOf(kind, props), props);
  /** With what was hidden in what it was made of; what is secret is what the plugin marks so. */
  const back = (props: Values, from: Values): Values => {
    const { values, secret } = decoded(sdk.struct.Struct.fromJavaScript(props));
    const { __msads: hidden, ...others } = hiddenPart(from) as { readonly __msads?: Values };
    const { secret: _, ...told } = hidden ?? {};
    const __msads = { ...told, ...(secret.length === 0 ? {} : { secret }) };
    return { ...encoded({ values, secret: [] }), ...others, ...(hidden === undefined ? {} : { __msads }) };
  };
  const failing = async <T>(from: Values, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EngineError) || error.remains === undefined) throw error;
      const outputs = withoutUnset({ ...back(error.remains.outputs, from), __provider: from.__provider });
      throw new InitError(error.remains.id, outputs, error.message);
    }
  };
  const changeOf = (id: string, olds: Values, news: Values) => ({
    urn: urnOf(news),
    id,
    olds: marked(olds),
    news: marked(news),
    ignored: hiddenOf(news).ignored,
    oldInputs: marked(olds),
  });
  return {
    configure: async ({ config }) => sessions.configure(config),
    check: async (olds, news) => {
      const given = { ...news, type: undefined };
      const before = Object.keys(own(olds)).length === 0 ? NOTHING : marked(olds);
      const { inputs, failures } = await resources.check({
        urn: urnOf(news),
        olds: before,
        news: marked(given),
      });
      return {
        inputs: back(inputs, withoutCounts(news)),
        failures: failures.map((reason) => ({ property: "", reason })),
      };
    },
    diff: async (id, olds, news) => {
      const { changes, replaces } = await resources.diff(changeOf(id, olds, news));
      return { changes, ...(replaces.length === 0 ? {} : { replaces: [...replaces] }) };
    },
    create: (news) =>
      failing(news, async () => {
        const { id, outputs } = await resources.create({
          urn: urnOf(news),
          news: marked(news),
          isPreview: false,
        });
        return { id, outs: back(outputs, news) };
      }),
    update: (id, olds, news) =>
      failing(news, async () => {
        const { outputs } = await resources.update({ ...changeOf(id, olds, news), isPreview: false });
        return { outs: back(outputs, news) };
      }),
    read: async (id, olds = {}) => {
      const state = marked(olds);
      const seen = await resources.read({ urn: urnOf(olds), id, outputs: state, inputs: state });
      if (seen.id === undefined) return {};
      return { id: seen.id, props: back(seen.outputs, olds), inputs: back(seen.inputs, olds) };
    },
    delete: (id, olds) => resources.delete({ urn: urnOf(olds), id, olds: marked(olds) }),
  };
}

/** The URN under which the engine keeps a resource of this type token. */
export function urnFor(token: string, props: Values): string {
  const { name, parent } = hiddenOf(props);
  const [type = "", ...named] = (parent ?? "").split("::").slice(2);
  const above = parent === undefined ? "" : `${type}-${named.join("-")}$`;
  return `urn:pulumi:test::chaos::${above}${token}::${name}`;
}

const NOTHING: Marked = { values: {}, secret: [] };

export function tokenOf(kind: Declared["kind"], { type }: Values): string {
  if (kind === "tag") return TAG_TOKEN;
  if (kind === "library") return LIBRARY_TOKEN;
  if (kind === "settings") return SETTINGS_TOKEN;
  if (kind === "campaign") return CAMPAIGN_TOKEN;
  return goalToken(isGoalType(type) ? type : "Url");
}

function own(props: Values): Values {
  const { __msads: _, __provider: __, ...values } = props;
  return values;
}

/** As the engine sends it: what the program marks secret is marked there. */
function marked(props: Values): Marked {
  const values = decoded(struct(withoutUnset(own(props)))).values;
  return { values, secret: hiddenOf(props).secret };
}

/** How many the program declares is in no state. */
function withoutCounts(news: Values): Values {
  const { declared: _, parallelism: __, fresh: ___, stack: ____, ...hidden } = (news.__msads ?? {}) as Values;
  return { ...news, __msads: hidden };
}
