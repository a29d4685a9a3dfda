import type { ServerResponse } from "node:http";
import type { Asked, Hostility } from "./hostileRelay";

const json = { "content-type": "application/json" };
const xml = { "content-type": "text/xml; charset=utf-8" };
const html = { "content-type": "text/html" };

/** Something with a request in it, in the words of the transport that it came over. */
function fault(asked: Asked, status: number, text: string, response: ServerResponse): void {
  const isRest = asked.headers["content-type"]?.startsWith("application/json");
  const head = { ...(isRest ? json : xml), TrackingId: oneLine(text).slice(0, 4_000) };
  response.writeHead(status, head).end(isRest ? restFault(text) : soapFault(text));
}

function restFault(text: string): string {
  const error = { Code: 1, ErrorCode: text, Message: `What you sent: ${text}`, Detail: text };
  return JSON.stringify({ Type: "AdApiFaultDetail", TrackingId: text, Errors: [error] });
}

function soapFault(text: string): string {
  const said = text.replace(/[<>&]/g, (mark) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[mark] ?? "");
  const error = `<AdApiError><Code>1</Code><Detail>${said}</Detail><ErrorCode>${said}</ErrorCode><Message>What you sent: ${said}</Message></AdApiError>`;
  return (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>' +
    `<faultcode>s:Server</faultcode><faultstring>${said}</faultstring><detail>` +
    `<AdApiFaultDetail xmlns="https://adapi.microsoft.com"><TrackingId>${said}</TrackingId><Errors>${error}</Errors></AdApiFaultDetail>` +
    "</detail></s:Fault></s:Body></s:Envelope>"
  );
}

const oneLine = (text: string) => text.replace(/[^\x20-\x7e]/g, " ");
/** The request's head and body, cut off within whatever stands at the end of so many characters. */
const beginning = (asked: Asked, length: number) => asked.whole.slice(0, length);

/** What a hostile service, or a careless gateway before it, does with a request that holds tokens. */
export const SERVICE_HOSTILITIES: Readonly<Record<string, Hostility>> = {
  reset: (_asked, response) => response.socket?.destroy(),
  "reset after it was done": async (_asked, response, truth) => {
    await truth();
    response.socket?.destroy();
  },
  "half an answer": async (_asked, response, truth) => {
    const { status, headers, body } = await truth();
    const half = body.slice(0, body.length / 2);
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    response.write(half, () => response.socket?.destroy());
  },
  "an error page with the request in it": ({ whole }, response) =>
    response.writeHead(502, html).end(`<html><pre>${whole}</pre></html>`),
  "an error page that says it is the API's": ({ whole, headers }, response) =>
    response.writeHead(500, { "content-type": headers["content-type"] ?? "" }).end(`<html><pre>${whole}`),
  "a fault with the request in it": (asked, response) => fault(asked, 500, asked.whole, response),
  "a fault with the request in it, as in an address": (asked, response) =>
    fault(asked, 500, encodeURIComponent(asked.whole), response),
  "a fault with the request in it, as in a form": (asked, response) =>
    fault(asked, 500, new URLSearchParams({ asked: asked.whole }).toString(), response),
  "a fault with some of the request": (asked, response) => {
    const secret = asked.whole.search(/sentinel|emulator-access-token/);
    fault(asked, 400, beginning(asked, secret + 20), response);
  },
  "401 with the request in it": (asked, response) => {
    response.setHeader("www-authenticate", `Bearer error="${oneLine(asked.whole).slice(0, 4_000)}"`);
    fault(asked, 401, asked.whole, response);
  },
  "a content type with the tokens in it": ({ headers, body }, response) => {
    const token = headers.authorization ?? /<AuthenticationToken>([^<]*)/.exec(body)?.[1] ?? "";
    response.writeHead(200, { "content-type": `text/${token.replace(/^Bearer /, "")}` }).end("x");
  },
  "a redirect with the request in it": ({ whole }, response) =>
    response
      .writeHead(307, { location: `http://127.0.0.1:1/?${encodeURIComponent(whole).slice(0, 6_000)}` })
      .end(),
  "a status line with the request in it": ({ whole }, response) =>
    response.writeHead(503, oneLine(whole).slice(0, 4_000), html).end(),
  "a good answer with the tokens in its TrackingId": async ({ headers, whole }, response, truth) => {
    const { status, headers: own, body } = await truth();
    const said = oneLine(whole).slice(0, 4_000);
    const tracked =
      headers.soapaction === undefined
        ? body
        : body.replace(/(<h:TrackingId[^>]*>)[^<]*/, `$1${said.replace(/[<>&]/g, " ")}`);
    response.writeHead(status, { ...own, trackingid: said }).end(tracked);
  },
};

const refused = (description: string, response: ServerResponse, status = 400) =>
  response
    .writeHead(status, json)
    .end(JSON.stringify({ error: "invalid_grant", error_description: description }));

/** What a hostile sign-in server does with a request that holds a refresh token and a secret. */
export const SIGN_IN_HOSTILITIES: Readonly<Record<string, Hostility>> = {
  "500 with the request in it": ({ whole }, response) => response.writeHead(500, html).end(whole),
  "no JSON": ({ body }, response) => response.writeHead(200, json).end(`{"access_token": ${body}`),
  "an endless body": ({ body }, response) => {
    response.writeHead(200, json);
    const more = () => {
      while (!response.destroyed && response.write(body.repeat(500)));
    };
    response.on("drain", more);
    more();
  },
  "a redirect": ({ body }, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:1/?${body}` }).end(),
  "a description with the request in it": ({ body }, response) => refused(body, response),
  "a description with the request in it, decoded": ({ body }, response) =>
    refused(Object.values(Object.fromEntries(new URLSearchParams(body))).join(" "), response),
  "a description whose cut falls into the token": ({ body }, response) =>
    refused(`${"x".repeat(240)} ${new URLSearchParams(body).get("refresh_token")}`, response),
  "an error that is the token": ({ body }, response) =>
    response
      .writeHead(401, json)
      .end(
        JSON.stringify({ error: new URLSearchParams(body).get("refresh_token"), error_description: body }),
      ),
  "503 with the request in it as OAuth": ({ body }, response) => refused(body, response, 503),
  "a reset": (_asked, response) => response.socket?.destroy(),
};
