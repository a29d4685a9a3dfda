import { setTimeout as sleep } from "node:timers/promises";
import { lookupIn } from "../../config/settings";
import { pulumiIn } from "../../fleet/askPulumi";
import { startBrowserSignIn } from "../../service/auth/browserSignIn";
import { credentialsPath } from "../../service/auth/credentialsFile";
import { startDeviceSignIn, waitForDevice } from "../../service/auth/deviceSignIn";
import type { Tokens } from "../../service/auth/grants";
import type { SignInHttp } from "../../service/auth/guardedFetch";
import { keepLogin } from "../../service/auth/keepLogin";
import { SignInError } from "../../service/auth/signInError";
import { tellUnusableProxy, useProxy } from "../../service/proxy";
import { readStackConfig, type StackChoice } from "../shared/stackConfig";
import { startCallbackServer } from "./callbackServer";
import { type LoginChoice, type LoginOptions, loginChoice } from "./choice";
import { codeText, keptText, openText } from "./texts";

const time = { now: () => performance.now(), sleep: (ms: number) => sleep(ms) };

/**
 * Signs in and keeps the login. People's text goes to stdout, or to stderr when stdout is for the refresh token alone.
 * Throws a UsageError or a SignInError.
 */
export async function runLogin(
  options: LoginOptions,
  stack: StackChoice,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const cwd = process.cwd();
  const config = await readStackConfig(stack, cwd, pulumiIn(cwd, environment));
  const choice = loginChoice(options, lookupIn(config.get, environment), credentialsPath(environment));
  const stream = options.printRefreshToken === true ? process.stderr : process.stdout;
  const say = (text: string) => void stream.write(`${text}\n`);
  tellUnusableProxy(useProxy(environment), (message) => void process.stderr.write(`msads: ${message}\n`));
  const http = { fetch, timeoutMs: 30_000 };
  const tokens =
    options.device === true ? await byDevice(choice, http, say) : await byBrowser(choice, options, http, say);
  const { refreshToken } = tokens;
  if (refreshToken === undefined) throw noRefreshToken();
  const { client, file, key } = choice;
  const login = {
    clientId: client.clientId,
    ...(client.clientSecret === undefined ? {} : { clientSecret: client.clientSecret }),
    identityProvider: client.service.identityProvider,
    tokenEndpoint: client.service.tokenEndpoint,
    refreshToken,
    savedAt: new Date().toISOString(),
  };
  await keepLogin(file, key, login, time);
  say(keptText(choice, options.printRefreshToken === true));
  if (options.printRefreshToken === true) process.stdout.write(`${refreshToken}\n`);
}

async function byBrowser(
  { client }: LoginChoice,
  options: LoginOptions,
  http: SignInHttp,
  say: (text: string) => void,
): Promise<Tokens> {
  const server = await startCallbackServer(options.localhost === true ? "localhost" : "127.0.0.1");
  const giveUp = new AbortController();
  try {
    const signIn = await startBrowserSignIn(client, server.redirectUri, http);
    say(openText(signIn.url, server.redirectUri));
    const late = sleep(options.timeout * 1000, undefined, { signal: giveUp.signal }).then(() => {
      throw tooLate(options.timeout);
    });
    return await signIn.finish(await Promise.race([server.answer(signIn.isMine), late]));
  } finally {
    giveUp.abort();
    server.close();
  }
}

async function byDevice(
  { client }: LoginChoice,
  http: SignInHttp,
  say: (text: string) => void,
): Promise<Tokens> {
  const signIn = await startDeviceSignIn(client, http);
  say(codeText(signIn));
  return waitForDevice(signIn, time);
}

function tooLate(seconds: number): SignInError {
  return new SignInError({
    reason: `the browser did not come back within ${seconds} s`,
    symbol: "Timeout",
    hint: "Run `msads login` again; if the browser showed that the redirect address is not allowed, add http://127.0.0.1 to the app's, or use --localhost; with --device no redirect is needed.",
    kind: "final",
  });
}

function noRefreshToken(): SignInError {
  return new SignInError({
    reason: "the sign-in server gave no refresh token",
    symbol: "NoRefreshToken",
    hint: "Allow the app offline access, and run `msads login` again.",
    kind: "final",
  });
}
