import { credentialsPath } from "../service/auth/credentialsFile";
import { misspeltVariables, misspeltWords } from "./environmentNames";
import { lookupIn, type Settings, settingsOf } from "./settings";

/**
 * The settings of a stack's config, by full key, and an environment. A variable that is nearly one of ours is a warning; where the one that
 * is meant would hold the run back, a problem like others. Throws an MsadsError that lists all problems.
 */
export function openSettings(
  config: (key: string) => string | undefined,
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): Settings {
  const misspelt = misspeltVariables(environment);
  for (const each of misspelt) if (!each.guards) warn(misspeltWords(each));
  const problems = misspelt.filter(({ guards }) => guards).map(misspeltWords);
  return settingsOf(lookupIn(config, environment), credentialsPath(environment), problems);
}
