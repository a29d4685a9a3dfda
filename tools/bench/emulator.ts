import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Call } from "../../provider/emulator";

const MSADS = join(__dirname, "../../provider/cli/main.js");

/** The emulator in a process of its own, so that what it takes is not taken from whoever is measured. */
export class Service {
  private constructor(
    readonly url: string,
    private readonly admin: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(): Promise<Service> {
    const child = spawn(process.execPath, [MSADS, "emulator", "--port", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    // Whatever ends the bench ends this too.
    process.once("exit", () => child.kill("SIGKILL"));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
    const lines = createInterface({ input: child.stdout });
    const [first] = (await once(lines, "line")) as [string];
    const { url, admin } = JSON.parse(first) as { url: string; admin: string };
    return new Service(url, admin, child);
  }

  /** An empty account, and each call takes so much longer. */
  async reset(latencyMs: number): Promise<void> {
    await this.#post("reset", {});
    await this.latency(latencyMs);
  }

  /** From now on each call takes so much longer, in milliseconds. */
  async latency(latencyMs: number): Promise<void> {
    await this.#post("settings", { latencyMs });
  }

  /** Edits a goal as a person does in the web UI. */
  async editGoal(id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#post(`goals/${id}`, fields);
  }

  async calls(): Promise<readonly Call[]> {
    const answer = await fetch(`${this.admin}/calls`);
    return (await answer.json()) as readonly Call[];
  }

  /** One more account of a customer. */
  async addAccount(customerId: string, accountId: string): Promise<void> {
    await this.#post("customers", [{ id: customerId, accounts: [{ id: accountId }] }]);
  }

  /** The fields of all goals, as the service has stored them. */
  async goals(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return (await this.storedGoals()).map(({ fields }) => fields);
  }

  /** All goals, in the order in which they were made. */
  async storedGoals(): Promise<readonly StoredGoal[]> {
    const answer = await fetch(`${this.admin}/store`);
    const { goals } = (await answer.json()) as { readonly goals: readonly StoredGoal[] };
    return goals;
  }

  async close(): Promise<void> {
    this.child.kill("SIGINT");
    await once(this.child, "exit");
  }

  async #post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.admin}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the emulator refused ${path}: ${await answer.text()}`);
  }
}

interface StoredGoal {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Calls that write. */
export function writesOf(calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ operation }) => operation !== undefined && !operation.startsWith("Get"));
}

export function goalWritesOf(calls: readonly Call[]): readonly Call[] {
  return writesOf(calls).filter(({ operation }) => operation?.endsWith("Goals"));
}

/** Bytes of all requests. */
export function bytesOf(calls: readonly Call[]): number {
  return calls.reduce((sum, { bytes }) => sum + bytes, 0);
}
