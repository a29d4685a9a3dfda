import { join } from "node:path";
import { accessToken } from "../emulator";
import type { AccountIds, ConfigValue, ProgramOptions } from "./options";

/** What decides whom a program talks to: only the kit sets it, so that no test reaches a real account. */
const SEALED = ["environment", "endpoint", "tokenEndpoint"] as const;

/** What a stack's own files may say for its real account; it means nothing to the emulator. */
const OF_A_REAL_ACCOUNT = [
  "developerToken",
  "accessToken",
  "refreshToken",
  "clientId",
  "clientSecret",
  "identityProvider",
  "tokenEndpoint",
  "auditLog",
] as const;

/** Throws an Error when a program's options name another service than the emulator. */
export function refuseSealed({ config = {}, secrets = {}, env = {} }: ProgramOptions): void {
  const given = [...Object.keys(config), ...Object.keys(secrets), ...Object.keys(env)];
  for (const name of SEALED) {
    const variable = `MSADS_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
    const found = given.find((key) => key === `msads:${name}` || key.toUpperCase() === variable);
    if (found !== undefined)
      throw new Error(`${found} cannot be given: a test's program always talks to its own emulator`);
  }
}

/** Config of every run: the emulator's account replaces the one that the stack's files name. */
export function emulatorConfig({ customerId, accountId }: AccountIds, url: string): Record<string, string> {
  const blank = OF_A_REAL_ACCOUNT.map((name) => [`msads:${name}`, ""]);
  return {
    ...(Object.fromEntries(blank) as Record<string, string>),
    "msads:environment": "emulator",
    "msads:endpoint": url,
    "msads:customerId": customerId,
    "msads:accountId": accountId,
  };
}

/** Environment of every run under the CLI: for providers that the program declares itself, which do not read the stack's config. */
export function emulatorEnvironment(
  { customerId, accountId }: AccountIds,
  { url, token }: { readonly url: string; readonly token: string },
): Record<string, string> {
  return {
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: url,
    MSADS_TOKEN_ENDPOINT: token,
    MSADS_CUSTOMER_ID: customerId,
    MSADS_ACCOUNT_ID: accountId,
  };
}

/** With a token endpoint in the environment the stack's own provider asks for a token, too. */
export const emulatorSecrets = { "msads:accessToken": accessToken } as const;

/** Config values as Pulumi writes them. */
export function configTexts(config: Readonly<Record<string, ConfigValue>>): Record<string, string> {
  const texts = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(texts) as Record<string, string>;
}

/**
 * The environment of what a run starts: this process's without any setting of msads or Pulumi.
 * @param home the test's own folder, instead of Pulumi's home and of the file of `msads login`.
 */
export function childEnvironment(own: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const others = Object.entries(own).filter(([name]) => !/^(MSADS|PULUMI)_/i.test(name));
  const noProxy = [own.NO_PROXY ?? own.no_proxy, "127.0.0.1", "localhost"].filter(Boolean).join(",");
  return {
    ...Object.fromEntries(others),
    // The processes of a run talk to each other on this machine, whatever proxy there is.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    PULUMI_HOME: join(home, "pulumi"),
    MSADS_CREDENTIALS_FILE: join(home, "no-credentials.json"),
    // The emulator does not err: when it answers with nothing, a test has emptied it.
    MSADS_EMPTY_ACCOUNT: "true",
  };
}
