/** The access token that the emulator always accepts. */
export const accessToken = "emulator-access-token";

/** A refresh token that the emulator accepts; so does it every one of at most 200 characters that begins with it, as those it gives out do. */
export const refreshToken = "emulator-refresh-token";

/** An access token that is good until a moment, in milliseconds since 1970; `n` makes it differ from all others. */
export function accessTokenUntil(end: number, n: number): string {
  return `${accessToken}-${n}-${Math.floor(end)}`;
}

/** How good an access token is at a moment. */
export function judgeAccessToken(token: string, now: number): "good" | "expired" | "unknown" {
  if (token === accessToken) return "good";
  if (token.startsWith("expired-")) return "expired";
  const [, end] = /^emulator-access-token-[0-9]+-([0-9]+)$/.exec(token) ?? [];
  if (end === undefined) return "unknown";
  return Number(end) > now ? "good" : "expired";
}
