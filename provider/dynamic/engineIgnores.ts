import type { Props } from "../core/props";
import { hiddenInput, hiddenOf } from "./hidden";

interface Message {
  toJavaScript(): Record<string, unknown>;
}

/** A request of Pulumi's protocol that has new inputs and says what is ignored about them. */
interface Request {
  getNews(): Message | undefined;
  getIgnorechangesList(): string[];
}

type RequestClass = { readonly prototype: Request };

/** The classes of the requests that matter, of each copy of Pulumi's SDK that this process has loaded: one of them is its own. */
export function requestsIn(loaded: NodeJS.Dict<NodeJS.Module>): readonly RequestClass[] {
  const isProtocol = (file: string) => /@pulumi[\\/]pulumi[\\/]proto[\\/]provider_pb\.js$/.test(file);
  return Object.entries(loaded).flatMap(([file, module]) =>
    isProtocol(file) ? [module?.exports.DiffRequest, module?.exports.UpdateRequest] : [],
  );
}

/**
 * The paths of `ignoreChanges` that finally count for the engine, from resource options, transformations and transforms, `"*"` included.
 * Every diff and update carries them, but Pulumi's process for dynamic providers hands on the inputs alone. So they get it where it
 * reads them: in the hidden input of our own resources.
 */
export function passIgnoresOn(requests: readonly RequestClass[]): void {
  for (const { prototype } of requests) {
    const getNews = prototype.getNews;
    prototype.getNews = function (this: Request) {
      const news = getNews.call(this);
      const ignored = this.getIgnorechangesList();
      return news && tellingOf(news, ignored);
    };
  }
}

function tellingOf(news: Message, ignored: readonly string[]): Message {
  const toJavaScript = () => ({ ...told(news.toJavaScript(), ignored) });
  return Object.assign(Object.create(news) as Message, { toJavaScript });
}

function told(news: Props, ignored: readonly string[]): Props {
  const isOurs = typeof news.__provider === "string" && news.__provider.includes("pulumi-msads/lifecycle");
  if (!isOurs) return news;
  const hidden = hiddenOf(news);
  const isSaid = hidden.ignored.join("\n") === ignored.join("\n");
  return isSaid ? news : { ...news, __msads: hiddenInput({ ...hidden, ignored }) };
}
