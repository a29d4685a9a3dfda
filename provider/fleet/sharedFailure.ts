import { isSecret, type SettingName } from "../config/settingNames";
import type { FleetView } from "./check/prepare";
import type { RanAccount } from "./results";

/** What Pulumi, or the provider, says when something is missing that all accounts share. */
const SHARED: readonly (readonly [RegExp, string])[] = [
  [/passphrase must be set with PULUMI_CONFIG_PASSPHRASE/, "PULUMI_CONFIG_PASSPHRASE is not set"],
  [/unable to open state directory/, "Pulumi's state cannot be opened"],
];
const SIGN_IN = /Sign-in failed: |\((105 InvalidCredentials|109 AuthenticationTokenExpired)\b/;

/**
 * Why no further account is to be begun after this run, though others wait: each would fail as it did. undefined = its failure, if it is one, is its own.
 */
export function sharedFailure(
  { outcome, message = "", account }: RanAccount,
  { stackSettings }: Pick<FleetView, "stackSettings">,
): string | undefined {
  if (outcome !== "failed") return undefined;
  const found = SHARED.find(([words]) => words.test(message))?.[1];
  if (found !== undefined) return `not begun, since ${found}`;
  if (!SIGN_IN.test(message)) return undefined;
  // Credentials in a stack's own config, or in environments that it imports, are no other account's.
  const { secure, imports } = stackSettings(account);
  const isOwn = imports.length > 0 || Object.keys(secure).some(isCredential);
  return isOwn ? undefined : "not begun, since the sign-in is refused";
}

function isCredential(key: string): boolean {
  const [owner, name = ""] = key.split(":");
  return owner === "msads" && isSecret(name as SettingName);
}
