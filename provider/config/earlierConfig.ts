import { MsadsError } from "../service/errors";
import { EMPTY_ACCOUNT } from "./environmentNames";
import { SETTING_NAMES } from "./settingNames";

/** Microsoft: not signed in, not allowed, or not for this customer and account. */
const ABOUT_ACCESS = new Set([100, 105, 106, 109, 110, 116]);

/**
 * What to add to an error of read or delete that the settings may have brought about: `words`. Before a program has run Pulumi configures the
 * provider with the config that state holds, which may be another than people see; nothing where that config says nothing of ours.
 */
export function earlierConfigHint(
  error: unknown,
  config: (key: string) => string | undefined,
  words: string,
): string {
  const isSet = SETTING_NAMES.some((name) => (config(`msads:${name}`) ?? "").trim() !== "");
  return isSet && isAboutSettings(error, words) ? words : "";
}

function isAboutSettings(error: unknown, words: string): boolean {
  if (error instanceof MsadsError)
    return error.outcome === "unreachable" || ABOUT_ACCESS.has(error.code ?? 0);
  // Another address has another account: an empty one is not believed. A library has said it of each of its goals.
  return error instanceof Error && error.message.includes(EMPTY_ACCOUNT) && !error.message.includes(words);
}
