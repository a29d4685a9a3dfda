import type { EmulatorServer } from "../http/emulatorServer";
import { json } from "../http/ending";
import type { Routes } from "../http/routes";
import { docOf } from "./docs";
import { frontPage } from "./frontPage";

const SAFE = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** `GET /`: a page for people, without scripts. `GET /docs/<name>`: a guide as plain text, with or without `.md`. */
export function pageRoutes(routes: Routes, { context, calls }: EmulatorServer, url: string): void {
  const page = (contentType: string, body: string) =>
    ({ kind: "answer", status: 200, contentType, headers: SAFE, body }) as const;
  routes.on("GET", "/", () => page("text/html; charset=utf-8", frontPage(context, calls.all(), url)));
  routes.on("GET", "/docs/:name", ({ params }) => {
    const text = docOf((params.name ?? "").replace(/\.md$/, ""));
    return text === undefined
      ? json(404, { error: `there is no guide ${params.name}` })
      : page("text/plain; charset=utf-8", text);
  });
}
