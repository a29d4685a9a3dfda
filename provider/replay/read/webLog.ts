import { type Reason, unfit } from "./record";

const post = unfit("a POST request; it may have shown a page, which the log does not tell");
const otherMethod = unfit("a request that is neither GET nor POST");
const otherStatus = unfit("answered neither 2xx nor 304");
const file = unfit("a file of a page, like an image or a script");
const noHtml = unfit("answered with something else than HTML");
export const bot = unfit("a bot");

export const webLogAssumption =
  "In a web log a page load is a browser's GET request that was answered 2xx or 304 and asks for no file, like an image.";

const fileEnding =
  /\.(?:avif|bmp|css|csv|cur|doc|docx|eot|flac|gif|gz|ico|jpe?g|js|json|jsonl|m3u8|m4[av]|map|md|mjs|mov|mp[34]|mpe?g|og[agv]|otf|pdf|png|pptx?|rar|rss|atom|svgz?|swf|tar|tgz|tiff?|ts|ttf|txt|wasm|wav|web[amp]|webmanifest|woff2?|xlsx?|xml|zip|7z)$/i;

/** Why a web server's answer is no page load; undefined if it is one. @param contentType undefined where the log has none */
export function noPageLoad(
  method: string,
  status: number,
  target: string,
  contentType?: string,
): Reason | undefined {
  if (method !== "GET") return method === "POST" ? post : otherMethod;
  if ((status < 200 || status > 299) && status !== 304) return otherStatus;
  if (isFile(target)) return file;
  return contentType === undefined || /^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType)
    ? undefined
    : noHtml;
}

function isFile(target: string): boolean {
  const query = target.search(/[?#;]/);
  const path = query === -1 ? target : target.slice(0, query);
  const dot = path.lastIndexOf(".");
  return dot > path.lastIndexOf("/") && path.length - dot <= 12 && fileEnding.test(path.slice(dot));
}
