import { Command, Option } from "commander";
import type { LoginOptions } from "./login/choice";
import type { StackChoice } from "./shared/stackConfig";
import { withStackOption } from "./shared/stackOption";

/** `msads login`: signs in once and keeps the refresh token for the programs on this machine. */
export function loginCommand(): Command {
  return withStackOption(new Command("login"))
    .description(
      "Sign in to Microsoft Advertising and store the login in a file that only you can read. Programs use it when neither config nor environment has tokens",
    )
    .option("--client-id <id>", "the app that signs in (else MSADS_CLIENT_ID, else that of the last login)")
    .option("--tenant <name>", "directory of Microsoft Entra (default: any work or personal account)")
    .option("--google", "sign in with a Google account, with an app that is registered at Google")
    .option("--sandbox", "sign in to the sandbox instead of production")
    .option("--device", "show a code to enter in a browser on another machine")
    .option(
      "--localhost",
      "use the redirect address http://localhost instead of http://127.0.0.1, if the app is registered with it",
    )
    .option(
      "--endpoint <url>",
      "another sign-in server: its token endpoint or its base URL (else MSADS_TOKEN_ENDPOINT)",
    )
    .option(
      "--print-refresh-token",
      "print only the refresh token on stdout, to store it in the secrets of a build server",
    )
    .addOption(
      new Option("--timeout <seconds>", "how long to wait for the browser").default(600).argParser(Number),
    )
    .addHelpText(
      "after",
      "\nValues that no option sets come from the stack's config (msads:clientId, environment, identityProvider, tokenEndpoint), then from MSADS_* in the environment. A client secret, if the app has one, is read from msads:clientSecret or MSADS_CLIENT_SECRET.",
    )
    .action(async ({ stack, ...options }: LoginOptions & { readonly stack: StackChoice }) => {
      const { runLogin } = await import("./login/runLogin.js");
      await runLogin(options, stack, process.env);
    });
}
