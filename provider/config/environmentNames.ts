import { nearest } from "./nearest";
import { SETTING_NAMES, type SettingName } from "./settingNames";

/** The variable of the environment that gives a setting: accountId is MSADS_ACCOUNT_ID. */
export function variableOf(name: string): string {
  return `MSADS_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The variable by which a user confirms that an account is empty. No config: it is for one run. */
export const EMPTY_ACCOUNT = "MSADS_EMPTY_ACCOUNT";

/** Our variables that are not settings. */
const OTHERS = ["MSADS_CREDENTIALS_FILE", EMPTY_ACCOUNT];

const OF_SETTINGS = new Map(SETTING_NAMES.map((name) => [variableOf(name), name]));
const KNOWN = [...OF_SETTINGS.keys(), ...OTHERS];

/** Settings that keep a run from doing something: without them more happens in the account than was meant. */
const GUARDS: readonly SettingName[] = ["readOnly", "changeAtMost", "onDelete", "environment"];

/** A variable that is most likely meant to be another one. */
export interface Misspelt {
  readonly variable: string;
  readonly meant: string;
  /** The variable that was probably meant limits what a run can do. */
  readonly guards: boolean;
}

/** The variables whose names are close to one of ours. Other programs may have variables named MSADS_…, so the rest is ignored. */
export function misspeltVariables(environment: NodeJS.ProcessEnv): readonly Misspelt[] {
  return Object.keys(environment).flatMap((variable): readonly Misspelt[] => {
    if (!/^MSADS[_-]/i.test(variable) || KNOWN.includes(variable)) return [];
    // Windows takes variables whatever their case.
    if (process.platform === "win32" && KNOWN.includes(variable.toUpperCase())) return [];
    const meant = nearest(variable, KNOWN);
    if (meant === undefined) return [];
    const setting = OF_SETTINGS.get(meant);
    return [{ variable, meant, guards: setting !== undefined && GUARDS.includes(setting) }];
  });
}

/** What to tell about a misspelt variable. */
export function misspeltWords({ variable, meant }: Misspelt): string {
  return `${variable} in the environment is not a setting; did you mean ${meant}?`;
}
