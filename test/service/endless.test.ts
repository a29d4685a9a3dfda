import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processorTime } from "../support/cpuTime";
import { CLIENTS } from "./clients";

const MB = 1024 * 1024;
/** What sockets hold of an answer that nobody reads any more. */
const IN_SOCKETS = 8 * MB;

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let url: string;
let handle: Handler;
let requests = 0;
/** Bytes that the other side took. */
let taken = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    request.resume().on("end", () => handle(response, request));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Writes the same again and again for as long as somebody reads. */
function endless(response: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!response.destroyed) {
      taken += chunk.length;
      if (!response.write(chunk)) return;
    }
  };
  response.on("drain", more);
  more();
}

function trickling(response: ServerResponse, text: string): void {
  const timer = setInterval(() => response.write(text), 20);
  response.on("close", () => clearInterval(timer));
}

const block = Buffer.alloc(256 * 1024, " ");
/** A whole gzip member; members one after the other are one gzip file. */
const member = gzipSync(Buffer.alloc(4 * MB, " "));

describe.each(CLIENTS)("over $name, a server that", ({ contentType, limit, call }) => {
  const head = { "content-type": contentType };
  const outcomes = /^(unknown|unreachable)$/;

  /** One call against a handler: its error, and what it cost; it may hold on to no more memory than its limit asks for. */
  async function against(handler: Handler, timeoutMs = 240_000) {
    handle = handler;
    [requests, taken] = [0, 0];
    const before = process.memoryUsage().arrayBuffers;
    const spent = processorTime();
    const error = await call(url, timeoutMs);
    const cpuMs = spent();
    const held = process.memoryUsage().arrayBuffers - before;
    expect(held).toBeLessThan(3 * limit + 64 * MB);
    expect(error?.name).toBe("MsadsError");
    return { error, cpuMs };
  }

  it("never ends an answer: it is read to the limit and no further", async () => {
    const { error } = await against((response) => endless(response.writeHead(200, head), block));
    expect(error).toMatchObject({ symbol: "AnswerTooLarge", outcome: expect.stringMatching(outcomes) });
    expect(taken).toBeLessThan(limit + IN_SOCKETS);
  });

  it("never ends a packed answer: unpacked, it is read to the limit", async () => {
    const packed = { ...head, "content-encoding": "gzip" };
    const { error } = await against((response) => endless(response.writeHead(200, packed), member));
    expect(error).toMatchObject({ symbol: "AnswerTooLarge" });
  });

  it.each([
    ["an answer", (response: ServerResponse) => trickling(response.writeHead(200, head), " ")],
    ["an answer's head", (response: ServerResponse) => response.socket?.write("HTTP/1.1 200 OK\r\nx: ")],
    ["nothing at all", () => undefined],
  ])("lets %s drip: the time limit spans all of it", async (_what, handler) => {
    const { error } = await against(handler, 250);
    expect(error?.symbol).toBe("Timeout");
  });

  it("sends a head without end", async () => {
    const { error } = await against((response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\n${"x-more: and more\r\n".repeat(20_000)}`);
    }, 2_000);
    expect(error?.symbol).toMatch(/^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW|Timeout|UND_ERR_SOCKET)$/);
  });

  it("breaks off in the middle of what is packed", async () => {
    const { error } = await against((response) => {
      const half = gzipSync(Buffer.alloc(1_000, "x")).subarray(0, 20);
      response.writeHead(200, { ...head, "content-encoding": "gzip" }).end(half);
    });
    expect(error?.outcome).toMatch(outcomes);
  });

  it("announces more than it sends", async () => {
    const { error } = await against((response) => {
      response.writeHead(200, { ...head, "content-length": "1000" });
      response.write("x", () => response.socket?.destroy());
    });
    expect(error?.outcome).toMatch(outcomes);
  });

  it("nests an answer a hundred thousand deep", async () => {
    const [open, close] = contentType.includes("xml") ? ["<a>", "</a>"] : ['{"error":', "}"];
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const { cpuMs } = await against((response) => response.writeHead(200, head).end(deep));
    expect(cpuMs).toBeLessThan(10_000);
  });

  it.each([301, 302, 303, 307, 308])("sends elsewhere with %i: nobody goes", async (status) => {
    const { error } = await against((response) => response.writeHead(status, { location: `${url}/x` }).end());
    expect(error).toMatchObject({
      symbol: `HTTP${status}`,
      message: expect.stringContaining("never followed"),
    });
    expect(requests).toBe(1);
  });
});
