import { noAddress, noHost, type Reason } from "./record";

/** The length at which the tag's script cuts an address, and other texts. */
const longestAddress = 2000;
const longestText = 500;

/** What a browser leaves as it is. `'` is none of it: it is encoded in a query. */
const plain = /^\/[\w\-.~!$&()*+,;=:@/%?]*$/;
const plainWhole = /^https?:\/\/(?:[a-z\d-]+\.)+[a-z]+(?=\/)/;
const dotted = /\/(?:\.|%2e)/i;
const withScheme = /^[a-z][a-z\d+.-]*:\/\//i;
/** A host whose scheme was left out, as reports of analytics do, and no file of a site. */
const hostFirst =
  /^(?:[\p{L}\d-]+\.)+(?!(?:html?|php\d?|aspx?|jspx?|cgi|do)(?![\p{L}\d-]))\p{L}{2,}(?::\d+)?(?=[/?#]|$)/iu;

/** An address on a site, as `location.href` of a browser has it. `origin`: scheme and host. */
export function pageOn(origin: string, target: string): string | undefined {
  if (plain.test(target) && !dotted.test(target)) return cutAddress(origin + target);
  const rooted = target.startsWith("/") ? target : `/${target}`;
  return hrefOf(origin + rooted);
}

/** An address with scheme and host. Undefined where it is none of the web. */
export function wholePage(address: string): string | undefined {
  const host = plainWhole.exec(address);
  return host === null ? hrefOf(address) : pageOn(host[0], address.slice(host[0].length));
}

/** An address as it was recorded. @param origin scheme and host where it has none */
export function pageOf(address: string, origin: () => string | undefined): string | Reason {
  if (withScheme.test(address)) return wholePage(address) ?? noAddress;
  if (hostFirst.test(address)) return wholePage(`https://${address}`) ?? noAddress;
  const on = origin();
  return on === undefined ? noHost : (pageOn(on, address) ?? noAddress);
}

function hrefOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  // No browser shows a page the name and password that its address was asked with.
  if (url.username !== "" || url.password !== "") {
    url.username = "";
    url.password = "";
  }
  return cutAddress(url.href);
}

function cutAddress(address: string): string {
  return address.length > longestAddress ? address.slice(0, longestAddress) : address;
}

export function cutText(text: string | undefined): string | undefined {
  return text === undefined || text.length <= longestText ? text : text.slice(0, longestText);
}

/** The scheme and host that an address without them is on. `name` may be a bare host, with a port or not. */
export function originOf(name: string, scheme = "https"): string | undefined {
  const url = URL.parse(/^https?:\/\//i.test(name) ? name : `${scheme}://${name}`);
  return url === null || url.host === "" || !/^https?:$/.test(url.protocol) ? undefined : url.origin;
}
