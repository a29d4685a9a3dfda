import { randomUUID } from "node:crypto";
import type { EmulatorServer } from "../http/emulatorServer";
import { type Ending, json } from "../http/ending";
import type { Asked, Handler, Routes } from "../http/routes";
import { codePrefix, refusalOf } from "./grants";

export const tokenPath = "/common/oauth2/v2.0/token";

const BASE = "/:tenant/oauth2";
const CODE_MS = 10 * 60_000;
const DEVICE_SECONDS = 900;
/** A form of this server has a few fields and a token; a larger one would take minutes to read. */
const FORM = 64 * 1024;

/**
 * A sign-in server for one user who says yes at once: `authorize` sends the browser back with a code, `devicecode` waits
 * for admin or its page, `token` gives tokens for codes and refresh tokens. Fields that OAuth does not know are ignored.
 */
export function signInRoutes(routes: Routes, server: EmulatorServer): void {
  const { signIns, context } = server;
  const now = () => context.store.now();
  const post = (path: string, handler: Handler) => routes.on("POST", BASE + path, handler, FORM);

  post("/v2.0/token", (asked) => {
    const form = formOf(asked);
    const { singleUseRefreshTokens: singleUse, tokenSeconds } = context.store.settings;
    const refusal = refusalOf(form, { signIns, singleUse, now: now() });
    signIns.log({
      grant: form.get("grant_type") ?? "",
      clientId: form.get("client_id") ?? undefined,
      scope: form.get("scope") ?? undefined,
      hasClientSecret: form.has("client_secret"),
      outcome: refusal?.error ?? "ok",
    });
    if (refusal !== undefined) return json(400, refusal);
    const scope = form.get("scope") ?? "https://ads.microsoft.com/msads.manage";
    return json(200, signIns.issue(scope, tokenSeconds, now()));
  });

  routes.on("GET", `${BASE}/v2.0/authorize`, ({ query }) => {
    const asked = new URLSearchParams(query);
    const redirectUri = asked.get("redirect_uri") ?? "";
    if (!asked.get("client_id")) return page("AADSTS900144: the request lacks client_id.", 400);
    if (!isFitRedirect(redirectUri))
      return page("AADSTS50011: redirect_uri must lead to this machine, or to nativeclient.", 400);
    const back = new URL(redirectUri);
    const refusal = authorizeRefusal(asked);
    if (refusal === undefined) back.searchParams.set("code", newCode(asked, redirectUri));
    else back.searchParams.set("error", refusal);
    const state = asked.get("state");
    if (state !== null) back.searchParams.set("state", state);
    return { kind: "answer", status: 302, body: "", headers: { location: back.href } };
  });

  function newCode(asked: URLSearchParams, redirectUri: string): string {
    const code = codePrefix + randomUUID();
    signIns.codes.set(code, {
      clientId: asked.get("client_id") ?? "",
      redirectUri,
      challenge: asked.get("code_challenge") ?? undefined,
      endsAt: now() + CODE_MS,
    });
    return code;
  }

  post("/v2.0/devicecode", (asked) => {
    const clientId = formOf(asked).get("client_id");
    if (!clientId)
      return json(400, { error: "invalid_request", error_description: "The request lacks client_id." });
    const userCode = randomUUID().slice(0, 8).toUpperCase();
    const device_code = randomUUID();
    signIns.devices.set(device_code, {
      userCode,
      clientId,
      endsAt: now() + DEVICE_SECONDS * 1000,
      state: "pending",
    });
    const verification_uri = `http://${asked.headers.host}/common/oauth2/deviceauth`;
    const message = `Open ${verification_uri} and enter the code ${userCode}.`;
    return json(200, {
      device_code,
      user_code: userCode,
      verification_uri,
      expires_in: DEVICE_SECONDS,
      interval: 1,
      message,
    });
  });

  routes.on("GET", `${BASE}/deviceauth`, () =>
    page('<form method="post"><input name="user_code" placeholder="code"> <button>Approve</button></form>'),
  );
  post("/deviceauth", (asked) =>
    signIns.answerDevice(formOf(asked).get("user_code") ?? "", true)
      ? page("Approved. The program continues automatically.")
      : page("Nothing waits for this code.", 400),
  );
}

/** As Microsoft Entra has it for apps that are no web site: any port of this machine, or its own blank page. */
function isFitRedirect(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.href === "https://login.microsoftonline.com/common/oauth2/nativeclient") return true;
  return url?.protocol === "http:" && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
}

/** OAuth's error of a request that cannot have a code; somebody called "deny" says no. */
function authorizeRefusal(asked: URLSearchParams): string | undefined {
  if (asked.get("response_type") !== "code") return "unsupported_response_type";
  if (asked.has("code_challenge") && asked.get("code_challenge_method") !== "S256") return "invalid_request";
  return asked.get("login_hint") === "deny" ? "access_denied" : undefined;
}

function formOf({ body }: Asked): URLSearchParams {
  return new URLSearchParams(body.toString("utf8"));
}

function page(html: string, status = 200): Ending {
  const body = `<!doctype html><title>msads emulator</title><p>${html}</p>\n`;
  return { kind: "answer", status, body, contentType: "text/html; charset=utf-8" };
}
