/** Every setting, in the order in which people read them; those that are true are secret. */
const SECRET = {
  environment: false,
  endpoint: false,
  apiVersion: false,
  transport: false,
  customerId: false,
  accountId: false,
  developerToken: true,
  accessToken: true,
  refreshToken: true,
  clientId: false,
  clientSecret: true,
  identityProvider: false,
  tokenEndpoint: false,
  adopt: false,
  onDelete: false,
  readOnly: false,
  changeAtMost: false,
  namePrefix: false,
  nameSuffix: false,
  maxWait: false,
  auditLog: false,
} as const;

export type SettingName = keyof typeof SECRET;

export const SETTING_NAMES = Object.keys(SECRET) as readonly SettingName[];

/** Whether a setting's value must never be shown. */
export function isSecret(name: SettingName): boolean {
  return SECRET[name];
}
