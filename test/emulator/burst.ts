import { connect, type Socket } from "node:net";

/** How a request must be answered. */
interface Wanted {
  readonly status: number;
  /** What the answer's body has in it; "" for an empty body. */
  readonly says: string;
}

/** One kind of request. */
export interface Shot {
  readonly request: Buffer;
  readonly wanted: Wanted;
}

export interface Burst {
  readonly url: string;
  /** Sent in turns. */
  readonly shots: readonly Shot[];
  readonly requests: number;
  readonly connections: number;
  /**
   * How many requests of a connection are under way at most: HTTP/1.1 pipelining. Where it is `requests / connections` none waits
   * for the answer to another, and no answer is read before all are on the wire.
   */
  readonly depth: number;
}

/** A request as it goes over the wire. */
export function shot(
  wanted: Wanted,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Shot {
  const head = { host: "127.0.0.1", "content-length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  return { wanted, request: Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`) };
}

export interface Outcome {
  /** How many were answered how, where that is not right. */
  readonly wrong: ReadonlyMap<string, number>;
  /** Milliseconds until the last one was on the wire, and until the last answer was here. */
  readonly sentMs: number;
  readonly answeredMs: number;
}

/** Sends them all, as many over each connection, as fast as they are answered. */
export async function burst(plan: Burst): Promise<Outcome> {
  const wrong = new Map<string, number>();
  const began = performance.now();
  let [sentMs, next] = [0, 0];
  const allSent = Promise.withResolvers<void>();
  let unsent = plan.depth * plan.connections >= plan.requests ? plan.connections : 0;
  if (unsent === 0) allSent.resolve();
  const share = (connection: number) => {
    let left = Math.floor((plan.requests + connection) / plan.connections);
    return (): Shot | undefined => {
      if (left === 0) return undefined;
      left -= 1;
      next += 1;
      return plan.shots[next % plan.shots.length];
    };
  };
  const watch: Watch = {
    mayRead: allSent.promise,
    sent: () => {
      sentMs = performance.now() - began;
      unsent -= 1;
      if (unsent === 0) allSent.resolve();
    },
    answered: ({ status, says }, answer) => {
      const { body } = answer;
      if (answer.status === status && (says === "" ? body.length === 0 : body.includes(says))) return;
      const what = `${answer.status} instead of ${status} with ${says}`;
      wrong.set(what, (wrong.get(what) ?? 0) + 1);
    },
  };
  const { hostname, port } = new URL(plan.url);
  const one = (_: unknown, at: number) =>
    converse(connect(Number(port), hostname), plan.depth, share(at), watch);
  await Promise.all(Array.from({ length: plan.connections }, one));
  return { wrong, sentMs, answeredMs: performance.now() - began };
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

interface Watch {
  /** Settles when answers may be read. */
  readonly mayRead: Promise<void>;
  /** What was written last has left. */
  sent(): void;
  answered(wanted: Wanted, answer: Answer): void;
}

/** One connection: keeps `depth` requests under way until there are no more. Rejects when it breaks. */
function converse(socket: Socket, depth: number, take: () => Shot | undefined, watch: Watch): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Shot[] = [];
    let unread: Buffer = Buffer.alloc(0);
    const fill = () => {
      const batch: Buffer[] = [];
      for (let more = take(); more !== undefined; more = waiting.length < depth ? take() : undefined) {
        waiting.push(more);
        batch.push(more.request);
      }
      if (batch.length > 0) socket.write(Buffer.concat(batch), watch.sent);
      else if (waiting.length === 0) socket.end();
    };
    socket.setNoDelay(true);
    socket.on("connect", fill);
    const read = (chunk: Buffer) => {
      const { answers, rest } = answersIn(unread.length === 0 ? chunk : Buffer.concat([unread, chunk]));
      unread = rest;
      for (const answer of answers) {
        const shot = waiting.shift();
        if (shot === undefined) reject(new Error("an answer to nothing"));
        else watch.answered(shot.wanted, answer);
      }
      if (waiting.length <= depth / 2) fill();
    };
    void watch.mayRead.then(() => socket.on("data", read));
    socket.on("error", reject);
    socket.on("close", () =>
      waiting.length === 0 ? resolve() : reject(new Error(`cut with ${waiting.length} requests under way`)),
    );
  });
}

const HEAD_END = Buffer.from("\r\n\r\n");

/** The whole answers in some bytes, and the bytes after them. */
function answersIn(bytes: Buffer): { readonly answers: readonly Answer[]; readonly rest: Buffer } {
  const answers: Answer[] = [];
  let from = 0;
  for (;;) {
    const headEnd = bytes.indexOf(HEAD_END, from);
    if (headEnd < 0) break;
    const head = bytes.toString("latin1", from, headEnd);
    const end = headEnd + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN);
    if (!(end <= bytes.length)) break;
    answers.push({ status: Number(head.slice(9, 12)), body: bytes.subarray(headEnd + 4, end) });
    from = end;
  }
  return { answers, rest: bytes.subarray(from) };
}
