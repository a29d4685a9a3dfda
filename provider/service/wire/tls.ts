/** Why no https address may be called at the moment, or undefined when one may. */
export interface Unverified {
  readonly symbol: "CertificatesUnchecked";
  readonly reason: string;
}

/**
 * Whether this process would take any certificate for an address, since NODE_TLS_REJECT_UNAUTHORIZED is 0: then tokens
 * would go to anybody in between. Read at each call, as Node does.
 */
export function unverified(url: string): Unverified | undefined {
  if (process.env.NODE_TLS_REJECT_UNAUTHORIZED !== "0" || !/^https:/i.test(url)) return undefined;
  return {
    symbol: "CertificatesUnchecked",
    reason: "NODE_TLS_REJECT_UNAUTHORIZED is 0, which would give the tokens to anyone who answers",
  };
}

/** What Node's code of a TLS failure means, for people; undefined for a code that is none. */
export function tlsReason(code: string): string | undefined {
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code)) return "certificate is not valid now";
  if (/ALTNAME_INVALID|HOSTNAME_MISMATCH/.test(code)) return "certificate is that of another host";
  if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code))
    return "certificate was not signed by an authority that this machine trusts";
  return /CERT|TLS|SSL/.test(code) ? "certificate or TLS is not acceptable" : undefined;
}
