/**
 * What columns of a CSV file and members of a JSON line can hold, and the names they are found by: first those of hits, then those
 * of web servers. Names are compared without case, `_`, `-`, spaces and `@`; a dot stands between the names of nested members.
 */
const namesOf = {
  time: [
    "time",
    "timestamp",
    "datetime",
    "date",
    "ts",
    "eventtime",
    "eventtimestamp",
    "eventdatetime",
    "timeiso8601",
    "timestampiso8601",
    "timelocal",
    "timestamplog",
    "edgestarttimestamp",
    "startutc",
    "starttime",
    "startlocal",
    "msec",
    "when",
  ],
  page: [
    "page",
    "url",
    "pageurl",
    "pagelocation",
    "fullurl",
    "url.full",
    "url.original",
    "httprequest.requesturl",
    "requesturl",
    "requesturi",
    "uri",
    "request.uri",
    "request.url",
    "clientrequesturi",
    "requestpath",
    "pagepath",
    "path",
    "url.path",
    "clientrequestpath",
  ],
  /** "GET /page HTTP/1.1" */
  request: ["request", "requestline"],
  query: ["query", "querystring", "args", "url.query"],
  host: [
    "host",
    "httphost",
    "hostname",
    "domain",
    "vhost",
    "request.host",
    "clientrequesthost",
    "requesthost",
    "url.domain",
    "authority",
    "servername",
  ],
  scheme: ["scheme", "requestscheme", "clientrequestscheme", "url.scheme", "xforwardedproto"],
  method: [
    "method",
    "requestmethod",
    "httpmethod",
    "request.method",
    "clientrequestmethod",
    "http.request.method",
    "httprequest.requestmethod",
    "requesttype",
    "verb",
  ],
  status: [
    "status",
    "statuscode",
    "edgeresponsestatus",
    "downstreamstatus",
    "responsestatus",
    "responsecode",
    "http.response.statuscode",
    "httprequest.status",
    "response.status",
  ],
  /** Of the answer. */
  contentType: [
    "contenttype",
    "responsecontenttype",
    "edgeresponsecontenttype",
    "respheaders.contenttype",
    "senthttpcontenttype",
    "http.response.mimetype",
    "downstreamcontenttype",
    "mimetype",
  ],
  agent: [
    "useragent",
    "httpuseragent",
    "agent",
    "ua",
    "request.headers.useragent",
    "clientrequestuseragent",
    "requestuseragent",
    "useragent.original",
    "httprequest.useragent",
  ],
  ip: [
    "clientip",
    "realip",
    "trueclientip",
    "httpxrealip",
    "request.clientip",
    "client.ip",
    "xforwardedfor",
    "httpxforwardedfor",
    "remoteaddr",
    "remoteip",
    "request.remoteip",
    "clienthost",
    "source.ip",
    "httprequest.remoteip",
    "remotehost",
    "remote",
    "client",
    "ip",
    "ipaddress",
  ],
  visitor: ["visitor", "visitorid", "vid", "userpseudoid", "clientid", "anonymousid", "userid"],
  session: ["session", "sessionid", "sid"],
  pageView: ["pageview", "pageviewid", "mid"],
  tag: ["tag", "tagid", "ti", "uettag", "uettagid"],
  event: ["event", "eventtype", "evt", "eventname"],
  category: ["category", "eventcategory", "ec"],
  action: ["action", "eventaction", "ea"],
  label: ["label", "eventlabel", "el"],
  value: ["value", "eventvalue", "ev"],
  revenue: ["revenue", "revenuevalue", "gv"],
  currency: ["currency", "currencycode", "gc"],
  click: ["click", "clickid", "msclkid"],
} as const;

export type Column = keyof typeof namesOf;

export const columns = Object.keys(namesOf) as readonly Column[];

/** The place of each column in a record, an array with a value for each. */
export const at = Object.fromEntries(columns.map((column, index) => [column, index])) as Readonly<
  Record<Column, number>
>;

/** Where a name belongs, and how well it fits: of several names of one column that of the least rank counts. */
export interface Named {
  readonly column: Column;
  readonly rank: number;
}

const known = new Map<string, Named>(
  columns.flatMap((column) => namesOf[column].map((name, rank): [string, Named] => [name, { column, rank }])),
);

/** What the user calls columns. A name given so is the only one of its column. */
export type ColumnNames = Partial<Readonly<Record<Column, string>>>;

/** Finds the column that a name means. */
export class ColumnFinder {
  readonly #given: ReadonlyMap<string, Named>;
  readonly #taken: ReadonlySet<Column>;

  constructor(names: ColumnNames) {
    const given = columns.flatMap((column) => {
      const name = names[column];
      return name === undefined ? [] : [[plainName(name), { column, rank: 0 }] as const];
    });
    this.#given = new Map(given);
    this.#taken = new Set(given.map(([, { column }]) => column));
  }

  find(name: string): Named | undefined {
    const plain = plainName(name);
    const given = this.#given.get(plain);
    if (given !== undefined) return given;
    const found = known.get(plain);
    return found === undefined || this.#taken.has(found.column) ? undefined : found;
  }
}

export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_@-]/g, "");
}
