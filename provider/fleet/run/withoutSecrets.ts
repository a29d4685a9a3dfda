import { variableOf } from "../../config/environmentNames";
import { isSecret, SETTING_NAMES } from "../../config/settingNames";
import { Secrets } from "../../session/secrets";

/** Those of Pulumi and of our own settings. */
const VARIABLES = [
  ...SETTING_NAMES.filter(isSecret).map(variableOf),
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE",
];

/** What a program says when it fails, without the secrets that the environment gave it: a fleet's output and report are kept and mailed. */
export function withoutSecrets(text: string, environment: NodeJS.ProcessEnv): string {
  const secrets = new Secrets();
  const values = Object.fromEntries(VARIABLES.map((name) => [name, environment[name]]));
  secrets.learn({ values, secret: VARIABLES });
  return secrets.masked(text);
}
