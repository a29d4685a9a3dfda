import { openSettings } from "../../config/openSettings";
import { howToSet, originsIn, type Settings } from "../../config/settings";
import { counted } from "../../goals/text";
import { credentialsPath } from "../../service/auth/credentialsFile";
import { restAddress } from "../../service/endpoint";
import { MsadsError } from "../../service/errors";
import { type Connection, connect, endpointOf, transportOf } from "../../session/connect";
import { warnBy } from "../../session/notices";
import { naming, type ReaderRuntime, unreadWords } from "../../session/reader";
import type { Runtime } from "../../session/runtime";
import { askForTime } from "./askForTime";
import { autoTaggingNote } from "./autoTagging";
import { complete, type Finding, failed, failure, ok, type SettingSource } from "./finding";
import { lookAtLoginFile } from "./loginFile";

/** What a check-up needs. */
export interface DoctorRuntime extends Runtime, Pick<ReaderRuntime, "config" | "unread"> {
  /** The stack that `config` is of. */
  readonly stack?: string;
}

/** Looks at everything that a run needs, in the order in which a run needs it; makes at most two reads and no write. */
export async function examine(runtime: DoctorRuntime): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  try {
    const file = credentialsPath(runtime.environment);
    const config = runtime.config ?? (() => undefined);
    const settings = {
      ...naming(runtime, () => openSettings(config, runtime.environment, warnBy(runtime.notify))),
      maxWaitMs: 0,
    };
    const connection = connect(settings, runtime);
    const date = runtime.date?.() ?? new Date();
    findings.push(configFinding(settings, date, runtime), lookAtLoginFile(file, settings.signIn));
    const seen = await askForTime(addressOf(settings, date), runtime.fetch);
    const isThere = seen.some(({ check, state }) => check === "endpoint" && state === "ok");
    findings.push(...seen, ...(await signInAndRead(settings, connection, runtime, isThere)));
  } catch (error) {
    findings.push(failure("config", error));
  }
  return complete(findings);
}

function configFinding(settings: Settings, date: Date, runtime: DoctorRuntime): Finding {
  const { config = () => undefined, environment, stack, unread } = runtime;
  const sources = originsIn(config, environment).map(
    ({ name, value, variable }): SettingSource => ({ name, value, from: variable ?? `stack ${stack}` }),
  );
  const lines = [
    describe(settings, date),
    ...sources.map(({ name, value, from }) => `${name} = ${value ?? "(secret)"}, from ${from}`),
    ...(unread === undefined ? [] : [unreadWords(unread)]),
  ];
  return { ...ok("config", lines.join("\n")), settings: sources };
}

function describe(settings: Settings, date: Date): string {
  const { environment, apiVersion, transport, signIn, identityProvider } = settings;
  const isOverRest = transport === "auto" && transportOf(settings, date) === "rest";
  const by =
    signIn.by === "accessToken"
      ? "an access token"
      : signIn.refreshing.origin.from === "settings"
        ? `a refresh token of ${identityProvider}`
        : `the login of msads login (${identityProvider})`;
  return `${environment}, API version ${apiVersion}, transport ${transport}${isOverRest ? " (REST, since SOAP has ended)" : ""}, signs in with ${by}`;
}

/** What a run would call first. */
function addressOf(settings: Settings, date: Date): string {
  const endpoint = endpointOf(settings);
  return transportOf(settings, date) === "rest" ? restAddress(endpoint) : endpoint;
}

async function signInAndRead(
  settings: Settings,
  connection: Connection,
  runtime: DoctorRuntime,
  isThere: boolean,
): Promise<readonly Finding[]> {
  try {
    await connection.access.get();
  } catch (error) {
    return [failure("sign-in", error)];
  }
  const lives = connection.access.livesMs();
  const signedIn = ok(
    "sign-in",
    settings.signIn.by === "accessToken"
      ? "an access token is set; it cannot be renewed here, and Microsoft's are valid for about an hour"
      : `a new access token${lives === undefined ? "" : `, valid for ${Math.round(lives / 60_000)} minutes`}`,
  );
  if (!isThere) return [signedIn];
  const { customerId, accountId } = settings;
  if (customerId === undefined || accountId === undefined) return [signedIn, missingIds(settings, runtime)];
  try {
    const ref = { customerId, accountId };
    const port = connection.port(ref);
    const goals = await port.getConversionGoals("all");
    const note = settings.apiVersion < 13 ? undefined : await autoTaggingNote(port, ref);
    if (note !== undefined) runtime.notify({ severity: "warning", message: note });
    return [
      signedIn,
      ok("account", `customer ${customerId}, account ${accountId}`),
      ok("read", counted(goals.length, "conversion goal")),
    ];
  } catch (error) {
    return blame(error, signedIn);
  }
}

function missingIds(settings: Settings, { unread }: DoctorRuntime): Finding {
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
