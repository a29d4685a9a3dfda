import { isSecret, SETTING_NAMES, type SettingName } from "../../../provider/config/settingNames";
import { BOOLEAN, INTEGER, type Json, STRING } from "./properties";

const SAID: Readonly<Record<SettingName, string>> = {
  environment: "production, sandbox or emulator. Default production.",
  endpoint: "Base address of the service, https (http on this machine only). Default: that of `environment`.",
  apiVersion: "13, or 12 with the emulator or an endpoint of your own. Default 13.",
  transport: "auto, soap or rest. Default auto: SOAP until Microsoft has switched it off, then REST.",
  customerId: "The customer (manager account), digits: `cid=` in the web UI's address.",
  accountId: "The account, digits: `aid=` in the web UI's address.",
  developerToken: "Microsoft's developer token.",
  accessToken: "An access token that you obtained yourself. It is valid for about an hour.",
  refreshToken: "A refresh token, with `clientId`. Default: that of `msads login`.",
  clientId: "The app that the refresh token was issued to. Default: that of `msads login`.",
  clientSecret: "The app's secret; only for web apps and Google's clients.",
  identityProvider: "microsoft or google: who issues the tokens. Default microsoft.",
  tokenEndpoint: "Another tenant or sign-in server. Default: Microsoft's `common`, or Google's.",
  adopt: "equal takes over existing goals that are exactly as declared. Default none.",
  onDelete: "pause or retain: what happens to goals that leave the program. Default pause.",
  readOnly: "true refuses every write. Default false.",
  changeAtMost: "How many goals and tags a run may change. Default: any number.",
  namePrefix: "Text before every name, for example one for each stack. Default empty.",
  nameSuffix: "Text after every name. Default empty.",
  maxWait: "How long to wait for a throttled service, like `90s` or `10m`. Default `10m`.",
  auditLog:
    "A file that gets a line before and after each write, with the values before and after. Default none.",
};

const TYPES: Partial<Readonly<Record<SettingName, Json>>> = { readOnly: BOOLEAN, changeAtMost: INTEGER };

/** The settings as inputs of a provider, and as the package's config. */
export const settingProperties: Json = Object.fromEntries(
  SETTING_NAMES.map((name) => [
    name,
    { ...(TYPES[name] ?? STRING), description: wordsOf(name), ...(isSecret(name) ? { secret: true } : {}) },
  ]),
);

function wordsOf(name: SettingName): string {
  const variable = `MSADS_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
  return `${SAID[name]} Environment: \`${variable}\`.`;
}
