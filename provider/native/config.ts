import { nearest } from "../config/nearest";
import { isSecret, SETTING_NAMES } from "../config/settingNames";
import type { Props } from "../core/props";
import type { Problem } from "../goals/problem";
import { show } from "../goals/text";
import type { Config } from "../session/session";

/** What Pulumi itself puts among the inputs of a provider. */
const PULUMIS = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"];

/** Whether a provider is the one that Pulumi makes of the stack's config, not one that a program declares. */
export function isDefaultProvider(name: string | undefined): boolean {
  return name === undefined || /^default(_|$)/.test(name);
}

/**
 * A provider that a program declares under a name that Pulumi gives to those of the stack's config: it would be taken for one of these, and
 * work in the config's account instead of its own.
 */
export function nameProblems(
  name: string | undefined,
  inputs: Props,
  environment: NodeJS.ProcessEnv,
): readonly Problem[] {
  const config = stackConfig(environment.PULUMI_CONFIG);
  if (name === undefined || !isDefaultProvider(name) || config === undefined) return [];
  const [given, known] = [settingsIn(inputs), settingsIn(config)];
  const differs = SETTING_NAMES.find((setting) => given(setting) !== known(setting));
  if (differs === undefined) return [];
  const reason = `the name ${show(name)} is one that Pulumi gives to the provider of the stack's config, whose ${differs} is not the one given here. Give this provider a name that does not begin with "default"`;
  return [{ property: "", reason }];
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
 * of the plugin has the stack's config as it is now, and that counts. One that the program declares has its own inputs; but what limits a run
 * in the stack's config limits it too.
 */
export function configOf(inputs: Props, isDefault: boolean, environment: NodeJS.ProcessEnv): Config {
  const current = stackConfig(environment.PULUMI_CONFIG);
  const own = settingsIn(isDefault ? (current ?? inputs) : inputs);
  const limits = settingsIn(current ?? {});
  return {
    get: (key) => {
      const name = key.slice(key.indexOf(":") + 1);
      if (name === "readOnly" && limits(name) === "true") return "true";
      return name === "changeAtMost" ? (own(name) ?? limits(name)) : own(name);
    },
  };
}

/** Other versions of the CLI give the plugin full keys. */
function settingsIn(values: Props): (setting: string) => string | undefined {
  return (setting) => textOf(values[setting] ?? values[`msads:${setting}`]);
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
