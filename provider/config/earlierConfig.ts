import { MsadsError } from "../service/errors";
import { SETTING_NAMES } from "./settingNames";

/** Microsoft: not signed in, not allowed, or not for this customer and account. */
const ABOUT_ACCESS = new Set([100, 105, 106, 109, 110, 116]);

/**
 * What to add to an error of read or delete that the settings may have brought about. Before a program has run Pulumi configures the provider
 * with the config that state holds, which may be another than people see; nothing where that config says nothing of ours.
 */
export function earlierConfigHint(error: unknown, config: (key: string) => string | undefined): string {
  if (!(error instanceof MsadsError)) return "";
  const isAboutSettings = error.outcome === "unreachable" || ABOUT_ACCESS.has(error.code ?? 0);
  const isSet = SETTING_NAMES.some((name) => (config(`msads:${name}`) ?? "").trim() !== "");
  if (!isAboutSettings || !isSet) return "";
  return " A refresh or destroy uses the config of the last `pulumi up`, unless it runs with --run-program.";
}
