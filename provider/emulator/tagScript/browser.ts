/** What the tag's script uses of a browser's window. */
export interface Browser {
  readonly document: { readonly title: string; readonly referrer: string; cookie: string };
  readonly location: { readonly href: string; readonly search: string };
  readonly navigator: { readonly language: string };
  readonly screen: { readonly width: number; readonly height: number; readonly colorDepth: number };
  readonly performance: { now(): number };
  readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
  readonly Image: new () => { src: string };
  UET?: unknown;
}

/** What a page's own snippet gives the tracker; more is ignored. */
export interface Options {
  /** The tag's id. */
  readonly ti: string;
  /** What the page pushed before the script was there, one list: the arguments of all pushes. */
  readonly q?: unknown;
  /** false: no cookies, and so neither session nor visitor. */
  readonly storeConvTrackCookies?: boolean;
  /** For example "SameSite=None;Secure". */
  readonly cookieFlags?: string;
}

/** Parameters of a message, under the names of the wire. */
export type Values = Readonly<Record<string, unknown>>;

export interface Visitor {
  readonly sid: string;
  readonly vid: string;
}
