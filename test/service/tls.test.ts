import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { authority, type Certified, certified, type Leaf } from "./certificates";
import { type Reply, type Stub, startStub } from "./stub";
import { rest, soap } from "./transports";

const DIST = join(__dirname, "../../dist");
const HOUR = 3_600_000;
const ours = authority("A test's own authority");

let folder: string;
let elsewhere: Stub;
const servers: Server[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "msads-tls-"));
  writeFileSync(join(folder, "ca.pem"), ours.cert);
  elsewhere = await startStub();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await elsewhere.close();
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Secure {
  readonly url: string;
  /** What came through TLS: path and body of each request, and its Authorization. */
  readonly got: string[];
}

/** A server that knows the service's answers, or sends everybody away. */
async function secure({ key, cert }: Certified, redirectTo?: string): Promise<Secure> {
  const got: string[] = [];
  const server = createServer({ key, cert }, (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      got.push(`${request.url} ${request.headers.authorization} ${body}`);
      if (redirectTo !== undefined) return response.writeHead(307, { location: redirectTo }).end();
      const { headers, body: text } = answerTo(request.url ?? "");
      return response.writeHead(200, headers).end(text);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

function answerTo(path: string): Reply {
  const json = { "content-type": "application/json" };
  const none = { UetTags: [], PartialErrors: [] };
  const tokens = { token_type: "Bearer", access_token: "t", expires_in: 60 };
  if (path.endsWith("/token")) return { headers: json, body: JSON.stringify(tokens) };
  const transport = path.endsWith(".svc") ? soap : rest;
  return { headers: { "content-type": transport.contentType }, ...transport.answer("GetUetTagsByIds", none) };
}

type Told = Readonly<Record<"soap" | "rest" | "signIn" | "fetch", Readonly<Record<string, unknown>>>>;

/** What a process of its own, which alone reads these variables at its start, makes of an address. */
async function calledFrom(environment: Readonly<Record<string, string>>, url: string) {
  const { NODE_EXTRA_CA_CERTS: _, NODE_TLS_REJECT_UNAUTHORIZED: __, ...env } = process.env;
  const args = [join(__dirname, "tls.mjs"), DIST, url, join(folder, "credentials.json")];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    env: { ...env, ...environment },
  });
  return { told: JSON.parse(stdout) as Told, said: stdout + stderr };
}

const trusted = () => ({ NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") });

/** All three ways ended the same way, before anything was said. */
function expectRefused(
  { told, said }: Awaited<ReturnType<typeof calledFrom>>,
  symbol: string,
  words: RegExp,
) {
  for (const way of ["soap", "rest", "signIn"] as const) {
    expect(told[way], way).toMatchObject({ symbol, outcome: "unreachable" });
    expect(told[way].message).toMatch(words);
  }
  expect(said).not.toContain("sentinel");
}

describe("a server's certificate", () => {
  it("of an authority that NODE_EXTRA_CA_CERTS names is trusted", async () => {
    const server = await secure(certified(ours));
    const { told } = await calledFrom(trusted(), server.url);
    expect(told).toEqual({
      soap: { value: [] },
      rest: { value: [] },
      signIn: { value: { accessToken: "t", expiresInMs: 60_000 } },
      fetch: { value: 200 },
    });
    expect(server.got.join("\n")).toMatch(/sentinel-access.*sentinel-access.*sentinel-refresh/s);
  });

  it.each<readonly [string, Leaf, string, RegExp]>([
    [
      "has expired",
      { from: new Date(Date.now() - 2 * HOUR), to: new Date(Date.now() - HOUR) },
      "CERT_HAS_EXPIRED",
      /certificate is not valid now.*Check this machine's clock/,
    ],
    [
      "is not valid yet",
      { from: new Date(Date.now() + HOUR), to: new Date(Date.now() + 2 * HOUR) },
      "CERT_NOT_YET_VALID",
      /certificate is not valid now.*Check this machine's clock/,
    ],
    [
      "is that of another host",
      { host: "elsewhere.example" },
      "ERR_TLS_CERT_ALTNAME_INVALID",
      /certificate is that of another host.*Check the address/,
    ],
  ])(
    "that %s is refused, trusted authority or not, and gets no token",
    async (_what, leaf, symbol, words) => {
      const server = await secure(certified(ours, leaf));
      expectRefused(await calledFrom(trusted(), server.url), symbol, words);
      expect(server.got).toEqual([]);
    },
  );

  it("that nobody vouches for is refused and gets no token", async () => {
    const words = /not signed by an authority that this machine trusts.*set NODE_EXTRA_CA_CERTS/;
    const signed = await secure(certified(ours));
    expectRefused(await calledFrom({}, signed.url), "UNABLE_TO_VERIFY_LEAF_SIGNATURE", words);
    const itself = await secure(ours);
    expectRefused(await calledFrom({}, itself.url), "DEPTH_ZERO_SELF_SIGNED_CERT", words);
    expect([...signed.got, ...itself.got]).toEqual([]);
  });
});

describe("NODE_TLS_REJECT_UNAUTHORIZED=0", () => {
  it("stops every call to https, where Node by itself would take any certificate", async () => {
    const server = await secure(certified(ours, { host: "elsewhere.example" }));
    const called = await calledFrom({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }, server.url);
    const words = /NODE_TLS_REJECT_UNAUTHORIZED is 0.*Unset NODE_TLS_REJECT_UNAUTHORIZED/;
    expectRefused(called, "CertificatesUnchecked", words);
    expect(called.told.fetch).toEqual({ value: 200 });
    expect(server.got).toEqual([expect.stringMatching(/^\/bare /)]);
  });

  it("does not matter to http on this machine, which has no certificates", async () => {
    elsewhere.answer(({ url }) => answerTo(url));
    const { told } = await calledFrom({ NODE_TLS_REJECT_UNAUTHORIZED: "0" }, elsewhere.url);
    expect([told.soap, told.rest]).toEqual([{ value: [] }, { value: [] }]);
  });
});

it("a redirect away from https is not followed, with nothing", async () => {
  const server = await secure(certified(ours), `${elsewhere.url}/taken`);
  const before = elsewhere.got.length;
  const { told } = await calledFrom(trusted(), server.url);
  for (const way of ["soap", "rest", "signIn"] as const)
    expect(told[way]).toMatchObject({
      symbol: "HTTP307",
      message: expect.stringContaining("never followed"),
    });
  expect(elsewhere.got.length).toBe(before);
  expect(server.got).toHaveLength(4);
});

it("what speaks no TLS is told as that", async () => {
  const url = elsewhere.url.replace("http:", "https:");
  const called = await calledFrom(trusted(), url);
  expectRefused(called, "ERR_SSL_WRONG_VERSION_NUMBER", /does not speak https/);
});
