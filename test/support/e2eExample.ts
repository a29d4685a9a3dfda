import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account, ServiceCall } from "../../provider/testing";
import { PROGRAMS } from "./e2ePackage";
import { type OperationName, RUNNER, RUNNERS } from "./e2eRunner";
import type { Transport } from "./e2eTransport";

/** What a run of an example did, whoever ran it. */
export interface ExampleRun {
  readonly unchanged: boolean;
  readonly text: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly calls: readonly ServiceCall[];
  readonly writes: readonly ServiceCall[];
}

/** An example's stack. Each operation rejects with all that was said when it fails. */
export interface ExampleStack {
  run(operation: OperationName): Promise<ExampleRun>;
  remove(): void;
}

interface ExampleOptions {
  readonly config: Readonly<Record<string, string>>;
  /** What it speaks unless its config says so. */
  readonly transport?: Transport;
}

/** A copy of an example, to be run against an account: by the testing kit, or by the real CLI. */
export function openExample(account: Account, folder: string, options: ExampleOptions): ExampleStack {
  return RUNNER === "engine" ? underKit(account, folder, options) : underCli(account, folder, options);
}

function underKit(account: Account, folder: string, { config }: ExampleOptions): ExampleStack {
  const stack = account.program(folder, { config });
  return { run: (operation) => stack[operation](), remove: () => undefined };
}

function underCli(account: Account, folder: string, { config, transport }: ExampleOptions): ExampleStack {
  const home = mkdtempSync(join(PROGRAMS, "home-"));
  const lines = Object.entries(config).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  if (lines.length > 0) writeFileSync(join(folder, "Pulumi.e2e.yaml"), `config:\n${lines.join("")}`);
  const environment = {
    HOME: home,
    NODE_OPTIONS: process.env.NODE_OPTIONS,
    MSADS_ENDPOINT: account.url,
    MSADS_CUSTOMER_ID: account.customerId,
    MSADS_ACCOUNT_ID: account.accountId,
    ...(transport && { MSADS_TRANSPORT: transport }),
  };
  const runner = RUNNERS.pulumi({ folder, home, environment });
  return {
    run: async (operation) => {
      const before = account.calls().length;
      const { ok, text, unchanged } = await runner.run(operation);
      if (!ok) throw new Error(`${operation} of ${folder} failed:\n${text}`);
      const calls = account.calls().slice(before);
      const outputs = await runner.outputs();
      return { unchanged, text, outputs, calls, writes: calls.filter(({ isWrite }) => isWrite) };
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
