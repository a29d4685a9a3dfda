import { type Login, readCredentials } from "../service/auth/credentialsFile";
import type { Refreshing } from "../service/auth/refreshing";
import {
  type IdentityProvider,
  loginKey,
  type SignInService,
  signInService,
  unfitTokenEndpoint,
} from "../service/auth/signInService";

/** Which service the settings mean. */
export type Environment = "production" | "sandbox" | "emulator";

/** What the provider signs in with. */
export type SignIn =
  | { readonly by: "accessToken"; readonly accessToken: string }
  | { readonly by: "refreshToken"; readonly refreshing: Refreshing };

/** What of the settings decides how to sign in. */
export interface SignInInputs {
  readonly lookup: (name: string) => string | undefined;
  readonly environment: Environment;
  /** Base address of the service, if one is set. */
  readonly endpoint: string | undefined;
  /** undefined when none is set. */
  readonly identityProvider: IdentityProvider | undefined;
  /** The path of the credentials file of `msads login`. */
  readonly credentialsFile: string;
  /** The access token of an environment that has a fixed one. */
  readonly presetAccessToken: string | undefined;
  readonly problems: string[];
  readonly howToSet: (name: string, secret?: boolean) => string;
}

/** How to sign in: with what config or environment give, else with what `msads login` kept. What is missing or contradictory goes to `problems`. */
export function signInOf(inputs: SignInInputs): SignIn & { readonly identityProvider: IdentityProvider } {
  const { lookup, problems, identityProvider = "microsoft" } = inputs;
  const accessToken = lookup("accessToken");
  const refreshToken = lookup("refreshToken");
  const service = serviceOf(inputs);
  if (accessToken !== undefined && refreshToken !== undefined)
    problems.push(
      "accessToken and refreshToken are both set: remove one of them (a refreshToken lasts longer)",
    );
  if (accessToken !== undefined) return { by: "accessToken", accessToken, identityProvider };
  if (refreshToken !== undefined) return byRefreshToken(refreshToken, service, inputs);
  if (inputs.presetAccessToken !== undefined && lookup("tokenEndpoint") === undefined)
    return { by: "accessToken", accessToken: inputs.presetAccessToken, identityProvider };
  return byLogin(service, inputs);
}

function serviceOf({
  lookup,
  environment,
  endpoint,
  identityProvider,
  problems,
}: SignInInputs): SignInService {
  const given = lookup("tokenEndpoint");
  const unfit = given === undefined ? undefined : unfitTokenEndpoint(given);
  // What may hold a password is not printed.
  if (unfit !== undefined) problems.push(`tokenEndpoint ${unfit}`);
  const ofEmulator = environment === "emulator" && endpoint !== undefined && URL.canParse(endpoint);
  return signInService({
    ...(identityProvider === undefined ? {} : { identityProvider }),
    environment: environment === "sandbox" ? "sandbox" : "production",
    tokenEndpoint:
      unfit === undefined ? (given ?? (ofEmulator ? new URL("/", endpoint).href : undefined)) : undefined,
  });
}

function byRefreshToken(refreshToken: string, service: SignInService, inputs: SignInInputs) {
  const { lookup, environment, credentialsFile: file, problems, howToSet } = inputs;
  const clientId = lookup("clientId") ?? (environment === "emulator" ? "emulator" : undefined);
  if (clientId === undefined)
    problems.push(`clientId is missing: the app that refreshToken was issued to; ${howToSet("clientId")}`);
  const client = { clientId: clientId ?? "", clientSecret: lookup("clientSecret"), service };
  const origin = { from: "settings", refreshToken } as const;
  const { identityProvider } = service;
  return { by: "refreshToken", refreshing: { client, origin, file }, identityProvider } as const;
}

function byLogin(service: SignInService, inputs: SignInInputs) {
  const { lookup, credentialsFile: file, problems } = inputs;
  const key = loginKey(inputs.environment === "sandbox" ? "sandbox" : "production", service);
  const login = loginOf(key, inputs);
  if (login !== undefined) problems.push(...contradictions(login, service, inputs));
  const client = {
    clientId: login?.clientId ?? "",
    clientSecret: lookup("clientSecret") ?? login?.clientSecret,
    service: {
      ...service,
      ...(login === undefined
        ? {}
        : { identityProvider: login.identityProvider, tokenEndpoint: login.tokenEndpoint }),
    },
  };
  const { identityProvider } = client.service;
  const origin = { from: "login", key } as const;
  return { by: "refreshToken", refreshing: { client, origin, file }, identityProvider } as const;
}

function loginOf(key: string, { credentialsFile, problems, howToSet }: SignInInputs): Login | undefined {
  try {
    const login = readCredentials(credentialsFile).logins.get(key);
    if (login === undefined)
      problems.push(
        `accessToken is missing: ${howToSet("accessToken", true)}; or, as it lasts longer, run \`msads login\`${key === "production" ? "" : ` for ${key}`}, or give refreshToken (${howToSet("refreshToken", true)}) and clientId`,
      );
    return login;
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Where config and the login disagree, the login would sign in somebody else than the program means. */
function contradictions(
  login: Login,
  { tokenEndpoint }: SignInService,
  { lookup, identityProvider }: SignInInputs,
): readonly string[] {
  const clientId = lookup("clientId");
  const problems: string[] = [];
  if (clientId !== undefined && clientId !== login.clientId)
    problems.push(
      `clientId is set, but \`msads login\` signed in with the app ${login.clientId}: leave clientId out, log in again with it, or give its refreshToken`,
    );
  if (identityProvider !== undefined && identityProvider !== login.identityProvider)
    problems.push(
      `identityProvider is ${identityProvider}, but \`msads login\` signed in with ${login.identityProvider}: leave it out, or log in again`,
    );
  if (lookup("tokenEndpoint") !== undefined && tokenEndpoint !== login.tokenEndpoint)
    problems.push(
      `tokenEndpoint is set, but \`msads login\` signed in at ${login.tokenEndpoint}: leave it out, or log in again with --endpoint`,
    );
  return problems;
}
