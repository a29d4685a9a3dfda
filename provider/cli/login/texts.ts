import type { DeviceSignIn } from "../../service/auth/deviceSignIn";
import type { LoginChoice } from "./choice";

const WHO = "with the account that manages the goals in Microsoft Advertising";

export function openText(url: string, redirectUri: string): string {
  return `Open this address in a browser on this machine, and sign in ${WHO}:

  ${url}

Waiting for the browser to come back to ${redirectUri} (Ctrl-C ends it; --device needs no browser here) ...`;
}

export function codeText({ page, userCode, expiresInMs }: DeviceSignIn): string {
  return `Open this page in any browser, enter the code, and sign in ${WHO}:

  ${page}
  code: ${userCode}

Waiting up to ${Math.round(expiresInMs / 60_000)} minutes (Ctrl-C ends it) ...`;
}

/** What was stored, and what a machine without a browser needs. Never a token. */
export function keptText(choice: LoginChoice, isPrinted: boolean): string {
  const { client, environment, file, key } = choice;
  const { identityProvider, tokenEndpoint } = client.service;
  const isDefault = key === environment && new URL(tokenEndpoint).pathname.startsWith("/common/");
  const settings = [
    `MSADS_CLIENT_ID=${client.clientId}`,
    ...(client.clientSecret === undefined ? [] : ["MSADS_CLIENT_SECRET, the app's secret"]),
    `MSADS_REFRESH_TOKEN, ${isPrinted ? "the line on stdout" : "which msads login --print-refresh-token prints"}`,
    "MSADS_DEVELOPER_TOKEN",
    ...(identityProvider === "google" ? ["MSADS_IDENTITY_PROVIDER=google"] : []),
    ...(environment === "sandbox" ? ["MSADS_ENVIRONMENT=sandbox"] : []),
    ...(isDefault || identityProvider === "google" ? [] : [`MSADS_TOKEN_ENDPOINT=${tokenEndpoint}`]),
  ];
  const used =
    key === environment
      ? `Programs for ${environment} on this machine use it`
      : `Programs with MSADS_TOKEN_ENDPOINT=${tokenEndpoint} use it`;
  return `Signed in. The login is stored in ${file}, which only you can read.
${used} when neither config nor environment has an accessToken or refreshToken; \`msads doctor\` tries it.

For a CI, set these as its secrets:
${settings.map((each) => `  ${each}`).join("\n")}
If Microsoft replaces the refresh token, the CI stores the new one in its credentials file, too; set MSADS_CREDENTIALS_FILE to a file that persists.`;
}
