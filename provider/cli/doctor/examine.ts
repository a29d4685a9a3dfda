import { connect } from "../../lifecycle/connect";
import { openSettings } from "../../lifecycle/openSettings";
import { naming, type ReaderWorld, unreadWords } from "../../lifecycle/reader";
import { howToSet, originsIn, type Settings } from "../../lifecycle/settings";
import { accessOf } from "../../lifecycle/signIn";
import type { World } from "../../lifecycle/world";
import { credentialsPath } from "../../service/auth/credentialsFile";
import { defaultEndpoint } from "../../service/endpoint";
import { MsadsError } from "../../service/errors";
import { useProxy } from "../../service/proxy";
import { askForTime } from "./askForTime";
import { complete, type Finding, failed, failure, ok, type SettingSource } from "./finding";
import { lookAtLoginFile } from "./loginFile";

/** The part of the world that a check-up needs. */
export interface DoctorWorld
  extends Pick<World, "environment" | "clock" | "notify">,
    Pick<ReaderWorld, "config" | "unread"> {
  /** The stack that `config` is of. */
  readonly stack?: string;
}

/** Looks at everything that a run needs, in the order in which a run needs it; makes one read and no write. */
export async function examine(world: DoctorWorld): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    const file = credentialsPath(world.environment);
    const config = world.config ?? (() => undefined);
    const settings = { ...naming(world, () => openSettings(config, world)), maxWaitMs: 0 };
    useProxy(world.environment);
    findings.push(configFinding(settings, world), lookAtLoginFile(file, settings.signIn));
    const seen = await askForTime(endpointOf(settings));
    const isThere = seen.some(({ check, state }) => check === "endpoint" && state === "ok");
    findings.push(...seen, ...(await signInAndRead(settings, world, isThere)));
  } catch (error) {
    findings.push(failure("config", error));
  }
  return complete(findings);
}

function configFinding(settings: Settings, world: DoctorWorld): Finding {
  const { config = () => undefined, environment, stack, unread } = world;
  const sources = originsIn(config, environment).map(
    ({ name, value, variable }): SettingSource => ({ name, value, from: variable ?? `stack ${stack}` }),
  );
  const lines = [
    describe(settings),
    ...sources.map(({ name, value, from }) => `${name} = ${value ?? "(secret)"}, from ${from}`),
    ...(unread === undefined ? [] : [unreadWords(unread)]),
  ];
  return { ...ok("config", lines.join("\n")), settings: sources };
}

function describe({ environment, apiVersion, transport, signIn, identityProvider }: Settings): string {
  const by =
    signIn.by === "accessToken"
      ? "an access token"
      : signIn.refreshing.origin.from === "settings"
        ? `a refresh token of ${identityProvider}`
        : `the login of msads login (${identityProvider})`;
  return `${environment}, API version ${apiVersion}, transport ${transport}, signs in by ${by}`;
}

function endpointOf({ endpoint, environment, apiVersion }: Settings): string {
  return endpoint ?? defaultEndpoint(environment === "sandbox" ? "sandbox" : "production", apiVersion);
}

async function signInAndRead(
  settings: Settings,
  world: DoctorWorld,
  isThere: boolean,
): Promise<readonly Finding[]> {
  const access = accessOf(settings, world);
  try {
    await access.get();
  } catch (error) {
    return [failure("sign-in", error)];
  }
  const lives = access.livesMs();
  const signedIn = ok(
    "sign-in",
    settings.signIn.by === "accessToken"
      ? "an access token is set; it cannot be renewed here, and Microsoft's live about an hour"
      : `a new access token${lives === undefined ? "" : `, good for ${Math.round(lives / 60_000)} minutes`}`,
  );
  if (!isThere) return [signedIn];
  const { customerId, accountId } = settings;
  if (customerId === undefined || accountId === undefined) return [signedIn, missingIds(settings, world)];
  try {
    const port = connect(settings, { customerId, accountId }, { ...world, connect });
    const goals = await port.getConversionGoals("all");
    return [
      signedIn,
      ok("account", `customer ${customerId}, account ${accountId}`),
      ok("read", `${goals.length} conversion ${goals.length === 1 ? "goal" : "goals"}`),
    ];
  } catch (error) {
    return blame(error, signedIn);
  }
}

function missingIds(settings: Settings, { unread }: DoctorWorld): Finding {
  const missing = (["customerId", "accountId"] as const).filter((name) => settings[name] === undefined);
  const todo = missing.map((name) => `${name}: ${howToSet(name)}`).join("; ");
  return failed(
    "account",
    `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set${unread === undefined ? "" : `. ${unreadWords(unread)}`}`,
    `${todo}; the web address of Microsoft Advertising shows them as cid= and aid=`,
  );
}

/** Codes by which the service refuses the token or its user, and those by which it refuses the ids or the access to them. */
const TOKEN = new Set([105, 108, 109, 120, 122, 123, 124, 125, 126, 3101]);
const ACCOUNT = new Set([106, 116, 119, 208, 1001, 1008, 1029, 1030, 1031, 1102]);

/** Puts the error of the read where its cause is. */
function blame(error: unknown, signedIn: Finding): readonly Finding[] {
  const { code, symbol } = error instanceof MsadsError ? error : { code: undefined, symbol: undefined };
  if ((code !== undefined && TOKEN.has(code)) || symbol === "HTTP401") return [failure("sign-in", error)];
  const isAccounts = (code !== undefined && ACCOUNT.has(code)) || symbol === "HTTP403";
  return [signedIn, failure(isAccounts ? "account" : "read", error)];
}
