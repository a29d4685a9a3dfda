import { SignInError } from "../service/auth/signInError";
import { MsadsError } from "../service/errors";

/** Microsoft: AuthenticationTokenExpired 109, InvalidCredentials 105, UserIsNotAuthorized 106. */
const REFUSED: ReadonlySet<number> = new Set([105, 106, 109]);

/** Whether the service, or who signs in for it, refuses the credentials themselves. */
export function isRefusedAccess(error: unknown): boolean {
  if (error instanceof SignInError) return error.kind === "refused";
  return error instanceof MsadsError && REFUSED.has(error.code ?? 0);
}
