import { nearest } from "../../config/nearest";
import { SETTING_NAMES } from "../../config/settingNames";
import { stackConfigProblems } from "../../config/stackConfig";

const IDS: readonly string[] = ["msads:customerId", "msads:accountId"];

/** What is wrong with a key of the config in a fleet file. `isSet`: some account has a value of it. */
export function configKeyProblems(key: string, isSet: boolean, project: string): readonly string[] {
  if (!/^[^:\s]+:[^:\s]+$/.test(key)) return [namelessWords(key, project)];
  if (IDS.includes(key)) return [`${key} is not set in config: each account has its own ${nameIn(key)}`];
  const [owner = ""] = key.split(":");
  if (owner !== "msads" && owner !== project && nearest(owner, ["msads"]) !== undefined)
    return [`${key} is no setting of pulumi-msads. Did you mean msads:${nameIn(key)}?`];
  return stackConfigProblems(
    { values: { [key]: isSet ? "set" : "" }, encrypted: [], project },
    () => "delete it from the fleet file",
  );
}

function nameIn(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}

function namelessWords(key: string, project: string): string {
  const meant = nearest(key, SETTING_NAMES);
  const example = meant === undefined ? `${project === "" ? "project" : project}:name` : `msads:${meant}`;
  return `${JSON.stringify(key)} is no key of a stack's config: write the package or project before it, with a colon, like ${example}`;
}
