import { connect, type Socket } from "node:net";

/** One kind of request, and the status that it must be answered with. */
export interface Shot {
  readonly request: Buffer;
  readonly status: number;
}

export interface Burst {
  readonly url: string;
  /** Sent in turns. */
  readonly shots: readonly Shot[];
  readonly requests: number;
  readonly connections: number;
  /** How many requests of a connection are under way at once: HTTP/1.1 pipelining. */
  readonly depth: number;
}

/** A request as it goes over the wire. */
export function shot(
  status: number,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Shot {
  const head = { host: "127.0.0.1", "content-length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  return { status, request: Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`) };
}

/** Sends them all, as fast as they are answered. Returns how many got which status, where that is not the right one. */
export async function burst(plan: Burst): Promise<ReadonlyMap<string, number>> {
  const wrong = new Map<string, number>();
  let left = plan.requests;
  let next = 0;
  const take = (): Shot | undefined => {
    if (left === 0) return undefined;
    left -= 1;
    next += 1;
    return plan.shots[next % plan.shots.length];
  };
  const note = (wanted: Shot, status: number) => {
    if (status === wanted.status) return;
    const what = `${status} instead of ${wanted.status}`;
    wrong.set(what, (wrong.get(what) ?? 0) + 1);
  };
  const { hostname, port } = new URL(plan.url);
  const one = () => converse(connect(Number(port), hostname), plan.depth, take, note);
  await Promise.all(Array.from({ length: plan.connections }, one));
  return wrong;
}

/** One connection: keeps `depth` requests under way until there are no more. Rejects when it breaks. */
function converse(
  socket: Socket,
  depth: number,
  take: () => Shot | undefined,
  note: (wanted: Shot, status: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Shot[] = [];
    let unread: Buffer = Buffer.alloc(0);
    const fill = () => {
      const batch: Buffer[] = [];
      for (let more = take(); more !== undefined; more = waiting.length < depth ? take() : undefined) {
        waiting.push(more);
        batch.push(more.request);
      }
      if (batch.length > 0) socket.write(Buffer.concat(batch));
      else if (waiting.length === 0) socket.end();
    };
    socket.setNoDelay(true);
    socket.on("connect", fill);
    socket.on("data", (chunk) => {
      const { statuses, rest } = answersIn(unread.length === 0 ? chunk : Buffer.concat([unread, chunk]));
      unread = rest;
      for (const status of statuses) {
        const wanted = waiting.shift();
        if (wanted === undefined) reject(new Error("an answer to nothing"));
        else note(wanted, status);
      }
      if (waiting.length <= depth / 2) fill();
    });
    socket.on("error", reject);
    socket.on("close", () =>
      waiting.length === 0 ? resolve() : reject(new Error(`cut with ${waiting.length} requests under way`)),
    );
  });
}

const HEAD_END = Buffer.from("\r\n\r\n");

/** The statuses of the whole answers in some bytes, and the bytes after them. */
function answersIn(bytes: Buffer): { readonly statuses: readonly number[]; readonly rest: Buffer } {
  const statuses: number[] = [];
  let from = 0;
  for (;;) {
    const headEnd = bytes.indexOf(HEAD_END, from);
    if (headEnd < 0) break;
    const head = bytes.toString("latin1", from, headEnd);
    const end = headEnd + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN);
    if (!(end <= bytes.length)) break;
    statuses.push(Number(head.slice(9, 12)));
    from = end;
  }
  return { statuses, rest: bytes.subarray(from) };
}
