import { nearest } from "../config/nearest";
import { isSecret, SETTING_NAMES } from "../config/settingNames";
import type { Props } from "../core/props";
import type { Problem } from "../goals/problem";
import type { Config } from "../session/session";

/** What Pulumi itself puts among the inputs of a provider. */
const PULUMIS = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"];

/** Whether a provider is the one that Pulumi makes of the stack's config, not one that a program declares. */
export function isDefaultProvider(name: string | undefined): boolean {
  return name === undefined || /^default(_|$)/.test(name);
}

/** The names of inputs that are settings and secret: they stay so in state. */
export function secretSettings(inputs: Props): readonly string[] {
  return SETTING_NAMES.filter((name) => isSecret(name) && inputs[name] !== undefined);
}

/** Inputs of a declared provider that mean nothing. Those of the default one are the stack's config. */
export function providerProblems(inputs: Props, isDefault: boolean): readonly Problem[] {
  const unknown = Object.keys(inputs).filter(
    (name) =>
      !SETTING_NAMES.some((known) => known === name) && !PULUMIS.includes(name) && !name.startsWith("__"),
  );
  return unknown.map((name) => {
    const meant = nearest(name, SETTING_NAMES);
    const hint =
      meant === undefined ? `The settings are ${SETTING_NAMES.join(", ")}.` : `Did you mean ${meant}?`;
    const [prefix, removal] = isDefault
      ? ["msads:", ` To remove it: pulumi config rm msads:${name}`]
      : ["", ""];
    return { property: "", reason: `${prefix}${name} is not a setting of pulumi-msads. ${hint}${removal}` };
  });
}

/**
 * The settings of a provider. A refresh configures a provider with what state holds of it; for the default one the environment
 * of the plugin has the stack's config as it is now, and that counts.
 */
export function configOf(inputs: Props, isDefault: boolean, environment: NodeJS.ProcessEnv): Config {
  const current = isDefault ? stackConfig(environment.PULUMI_CONFIG) : undefined;
  const all = current ?? inputs;
  // Other versions of the CLI give the plugin full keys.
  return { get: (key) => textOf(all[key.slice(key.indexOf(":") + 1)] ?? all[key]) };
}

/** The part of the stack's config that is ours, as Pulumi gives it to plugins: JSON, in clear. */
function stackConfig(text: string | undefined): Props | undefined {
  if (text === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(text);
    return typeof values === "object" && values !== null ? (values as Props) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
}
