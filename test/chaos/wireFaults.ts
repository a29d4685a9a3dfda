import type { Call } from "../../provider/emulator";
import { broken } from "./offlineEmulator";
import type { SharedTime } from "./time";

export type OperationName = NonNullable<Call["operation"]>;

/** What goes wrong between the client and the service, where the service itself is well. */
export interface WireFault {
  readonly operation: OperationName;
  /** How many such calls pass first. */
  readonly after: number;
  /** lie: the call is done, and answered otherwise; late: no answer in time, and the call is done `ms` after the client gave up (before, when negative); cut: half of the answer arrives. */
  readonly kind: "late" | "cut" | "lost" | "lie";
  readonly ms?: number;
  /** What a lie makes of the answer's body. */
  readonly tell?: (body: string, isRest: boolean) => string;
}

/** When the client gives a call up: its own time limit, in virtual milliseconds. */
const PATIENCE = { read: 20_000, write: 60_000 };

/** The wire faults that are still to come, over a fetch that works. */
export class Wire {
  readonly #waiting: { readonly fault: WireFault; toPass: number }[] = [];
  #late = 0;

  constructor(
    private readonly service: typeof fetch,
    private readonly time: SharedTime,
  ) {}

  plan(...faults: readonly WireFault[]): void {
    this.#waiting.push(...faults.map((fault) => ({ fault, toPass: fault.after })));
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** Faults that no call has met yet. */
  get pending(): number {
    return this.#waiting.length;
  }

  /** Calls that were given up and are not done yet. */
  get late(): number {
    return this.#late;
  }

  /** One call. `wait` lets time pass for who makes it. */
  async send(
    operation: OperationName,
    input: Parameters<typeof fetch>[0],
    init: RequestInit | undefined,
    wait: (ms: number) => Promise<void>,
  ): Promise<Response> {
    const fault = this.#take(operation);
    if (fault === undefined) return this.service(input, init);
    if (fault.kind === "lost") throw broken();
    if (fault.kind === "cut") return halfOf(await this.service(input, init));
    if (fault.kind === "lie") return liedOf(await this.service(input, init), fault);
    this.#late += 1;
    const patience = operation.startsWith("Get") ? PATIENCE.read : PATIENCE.write;
    this.time.after(patience + (fault.ms ?? 0), () => {
      this.time.working += 1;
      void this.service(input, init)
        .catch(() => undefined)
        .finally(() => {
          this.time.working -= 1;
          this.#late -= 1;
        });
    });
    await wait(patience);
    throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
  }

  #take(operation: OperationName): WireFault | undefined {
    const own = this.#waiting.filter((each) => each.fault.operation === operation);
    const due = own.find(({ toPass }) => toPass === 0);
    for (const each of own) if (each !== due && each.toPass > 0) each.toPass -= 1;
    if (due !== undefined) this.#waiting.splice(this.#waiting.indexOf(due), 1);
    return due?.fault;
  }
}

async function liedOf(response: Response, { tell = (body) => body }: WireFault): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  const isRest = headers.get("content-type")?.includes("json") === true;
  return new Response(tell(text, isRest), { status, headers });
}

async function halfOf(response: Response): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status, headers });
}
