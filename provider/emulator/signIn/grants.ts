import { createHash } from "node:crypto";
import type { SignIns } from "./signIns";

/** Why a token request is refused, in OAuth's words. */
export interface Refusal {
  readonly error: string;
  readonly error_description: string;
}

/** What the token endpoint knows while it judges. */
export interface Judge {
  readonly signIns: SignIns;
  readonly singleUse: boolean;
  /** Milliseconds since 1970 by the emulator's clock. */
  readonly now: number;
}

const DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

/** Why the request is refused, or undefined when it gets tokens. Codes and, where set, refresh tokens are good once. */
export function refusalOf(form: URLSearchParams, judge: Judge): Refusal | undefined {
  if (!form.get("client_id")) return refuse("invalid_request", "AADSTS900144: The request lacks client_id.");
  switch (form.get("grant_type")) {
    case "refresh_token":
      return judge.signIns.takeRefreshToken(form.get("refresh_token") ?? "", judge.singleUse)
        ? undefined
        : refuse("invalid_grant", "AADSTS70000: the refresh token is expired, revoked or wrong.");
    case "authorization_code":
      return codeRefusal(form, judge);
    case DEVICE:
      return deviceRefusal(form, judge);
    default:
      return refuse("unsupported_grant_type", "AADSTS70003: Give a refresh token, a code or a device code.");
  }
}

/** The prefix of the codes that the emulator gives out; any other is taken as it is, for clients that bring their own. */
export const codePrefix = "emulator-code-";

function codeRefusal(form: URLSearchParams, { signIns, now }: Judge): Refusal | undefined {
  const code = form.get("code") ?? "";
  if (code === "") return refuse("invalid_grant", "AADSTS9002313: The request lacks code.");
  if (!code.startsWith(codePrefix)) return undefined;
  const grant = signIns.codes.get(code);
  signIns.codes.delete(code);
  if (grant === undefined || grant.endsAt <= now)
    return refuse("invalid_grant", "AADSTS70008: The code is expired or was used before.");
  if (grant.clientId !== form.get("client_id") || grant.redirectUri !== form.get("redirect_uri"))
    return refuse("invalid_grant", "AADSTS501461: The code was issued to another app or redirect address.");
  const verifier = form.get("code_verifier") ?? "";
  if (grant.challenge !== undefined && grant.challenge !== challengeOf(verifier))
    return refuse("invalid_grant", "AADSTS501481: The code_verifier does not match the code_challenge.");
  return undefined;
}

function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

function deviceRefusal(form: URLSearchParams, { signIns, now }: Judge): Refusal | undefined {
  const code = form.get("device_code") ?? "";
  const grant = signIns.devices.get(code);
  if (grant === undefined || grant.clientId !== form.get("client_id"))
    return refuse("bad_verification_code", "AADSTS70019: No such device code.");
  if (grant.endsAt <= now) return refuse("expired_token", "AADSTS70020: The device code is expired.");
  if (grant.state === "pending")
    return refuse("authorization_pending", "AADSTS70016: Nobody has entered the code yet.");
  signIns.devices.delete(code);
  return grant.state === "approved"
    ? undefined
    : refuse("authorization_declined", "AADSTS70021: The user declined.");
}

function refuse(error: string, error_description: string): Refusal {
  return { error, error_description };
}
