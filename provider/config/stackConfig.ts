import { variableOf } from "./environmentNames";
import { nearest } from "./nearest";
import { isSecret, SETTING_NAMES, type SettingName } from "./settingNames";

/** A stack's config as Pulumi gives it to a program. */
export interface StackConfig {
  /** Values by full key, like "msads:accountId"; those of other packages as well. */
  readonly values: Readonly<Record<string, string>>;
  /** The keys whose values came encrypted; undefined where nobody knows, as in unit tests. */
  readonly encrypted: readonly string[] | undefined;
  /** The project's name. One named "msads" has its own keys among ours. */
  readonly project: string;
}

const OURS = "msads:";
const PACKAGE = "pulumi-msads";

/** How people take a setting out of a stack's config. */
function removal(key: string): string {
  return `pulumi config rm ${key}, or delete its line in Pulumi.yaml`;
}

/**
 * All that is wrong with a stack's config: unknown `msads:*` keys, settings under another name than msads, which nobody would read, and
 * plain-text secrets. `howToRemove` tells how to take a key out.
 */
export function stackConfigProblems(
  { values, encrypted, project }: StackConfig,
  howToRemove: (key: string) => string = removal,
): readonly string[] {
  return Object.keys(values).flatMap((key): readonly string[] => {
    if (!key.startsWith(OURS)) return strayed(key, project) ? [strayWords(key, howToRemove(key))] : [];
    const name = key.slice(OURS.length);
    if (!isSetting(name)) return project === "msads" ? [] : [unknownWords(name, howToRemove(key))];
    const isClear = encrypted !== undefined && !encrypted.includes(key) && values[key]?.trim() !== "";
    return isSecret(name) && isClear ? [clearWords(name, howToRemove(key))] : [];
  });
}

/** Whether a key is meant for us: it stands under the package's name, or it is one of our settings under nearly "msads". */
function strayed(key: string, project: string): boolean {
  const [owner = "", name = ""] = key.split(":");
  if (owner === project) return false;
  return owner === PACKAGE || (isSetting(name) && nearest(owner, ["msads"]) !== undefined);
}

function strayWords(key: string, remove: string): string {
  const name = key.slice(key.indexOf(":") + 1);
  const meant = nearest(name, SETTING_NAMES);
  const instead = meant === undefined ? "" : ` Set msads:${meant} instead.`;
  return `${key} is not a setting: those of pulumi-msads begin with msads:.${instead} Remove this one: ${remove}`;
}

/** In a project that is itself named "msads": keys that are close to one of ours. They may be its own, so they are not refused. */
export function stackConfigDoubts({ values, project }: StackConfig): readonly string[] {
  if (project !== "msads") return [];
  return Object.keys(values).flatMap((key) => {
    const name = key.startsWith(OURS) ? key.slice(OURS.length) : undefined;
    const meant = name === undefined || isSetting(name) ? undefined : nearest(name, SETTING_NAMES);
    return meant === undefined
      ? []
      : [`${key} is not a setting of pulumi-msads; did you mean msads:${meant}?`];
  });
}

function isSetting(name: string): name is SettingName {
  return SETTING_NAMES.some((known) => known === name);
}

function unknownWords(name: string, remove: string): string {
  const meant = nearest(name, SETTING_NAMES);
  const hint =
    meant === undefined
      ? `The settings are ${SETTING_NAMES.join(", ")}`
      : `Did you mean msads:${meant}? Then set that one`;
  return `msads:${name} is not a setting. ${hint}, and remove this one: ${remove}`;
}

function clearWords(name: SettingName, remove: string): string {
  return (
    `msads:${name} is a secret in clear text. Pulumi would copy it into the stack's state, where everybody who can read the state could read it. ` +
    `Remove it (${remove}) and use \`msads login\` or ${variableOf(name)} in the environment, ` +
    `or encrypt it: pulumi config set --secret msads:${name}. If others could read the file, get a new one from its issuer`
  );
}

/** Problems as one text. */
export function configWords(problems: readonly string[]): string {
  return `The configuration of msads is not valid:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`;
}
