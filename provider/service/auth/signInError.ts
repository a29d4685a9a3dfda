import { MsadsError } from "../errors";
import { hintFor } from "../hints";
import { tlsReason } from "../wire/tls";

export interface SignInProblem {
  /** What happened or what the server said; without secrets. */
  readonly reason: string;
  /** Like "invalid_grant", "AADSTS70000", "Timeout". */
  readonly symbol: string;
  /** What to do; by default by the symbols in the reason. */
  readonly hint?: string | undefined;
  /** refused: the server looked at it and said no; temporary: it may go well in a moment; else: it will not, unless something is changed. */
  readonly kind: "refused" | "temporary" | "final";
}

/** No access token could be had. Nothing was sent to the advertising service. */
export class SignInError extends MsadsError {
  readonly kind: SignInProblem["kind"];

  constructor({ reason, symbol, hint = hintOf(reason, symbol), kind }: SignInProblem) {
    const said = reason.trim().replace(/[.\s]+$/, "");
    super(`Sign-in failed: ${said}${said.includes(symbol) ? "" : ` (${symbol})`}. ${hint}`, {
      operation: "SignIn",
      outcome: "unreachable",
      symbol,
      hint,
    });
    this.kind = kind;
  }
}

const AGAIN =
  "Sign in again with `msads login`; where MSADS_REFRESH_TOKEN or msads:refreshToken is set, replace it.";
const SECRET =
  "Set clientSecret to a secret of this app that is still valid, or use an app that is a public client.";

/** What to do about an answer of a sign-in server. AADSTS numbers: Microsoft Entra's error codes. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /AADSTS(700016|700038|90002)\b|unauthorized_client/,
    "Check clientId and, with tokenEndpoint, the tenant.",
  ],
  [
    /AADSTS(700025|90023|7000216)\b|[Pp]ublic clients can't send/,
    "Remove clientSecret: this app is a public client.",
  ],
  [/AADSTS(7000215|7000218|7000222)\b|invalid_client/, SECRET],
  [
    /AADSTS(65001|65004)\b|consent_required|access_denied|authorization_declined/,
    "Run `msads login` and consent to what it asks for; a work account may need its administrator's consent.",
  ],
  [
    /AADSTS(50076|50079|50158|53003)\b|interaction_required/,
    "The sign-in server requires another verification (multi-factor or conditional access): run `msads login`.",
  ],
  [
    /AADSTS50011\b|redirect_uri_mismatch/,
    "Add http://127.0.0.1 to the app's redirect addresses, or use --localhost.",
  ],
  [/invalid_scope|AADSTS(70011|650053)\b/, "Check that environment (production or sandbox) fits the app."],
  [/expired_token/, "The code was not used in time: run `msads login` again."],
  [/unsupported_grant_type|invalid_request/, "Check clientId, identityProvider and tokenEndpoint."],
  [/invalid_grant|AADSTS/, AGAIN],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|Timeout/,
    "Check the network, HTTPS_PROXY, and tokenEndpoint if it is set.",
  ],
  [/HTTP(429|5[0-9]{2})/, "Try again in a minute."],
];

function hintOf(reason: string, symbol: string): string {
  const isTls = symbol === "CertificatesUnchecked" || tlsReason(symbol) !== undefined;
  if (isTls) return hintFor(undefined, symbol) ?? "Check tokenEndpoint and any proxy in between.";
  const found = HINTS.find(([words]) => words.test(reason) || words.test(symbol));
  return found?.[1] ?? "Check tokenEndpoint and identityProvider, and any proxy in between.";
}
