import { randomUUID } from "node:crypto";
import { Cancellation } from "./cancellation";
import { deleteUnneeded } from "./deletes";
import { Ledger } from "./ledger";
import { takeLock } from "./lock";
import { Monitor } from "./monitor";
import { Plugin } from "./plugin";
import { Plugins } from "./plugins";
import { configInForce } from "./provider";
import { refreshAll } from "./refresh";
import { Registrar } from "./registrar";
import { Reporter } from "./reporter";
import { fail, type Run } from "./run";
import { runProgram } from "./runProgram";
import { readSettings, type Settings } from "./settings";
import { loadDeployment } from "./store";
import type { Result, RunOptions } from "./types";
import { STACK_TYPE } from "./urn";
import { forDisplay, makeSecret, type PropertyMap } from "./values";
import { Workers } from "./workers";

export type Operation = "preview" | "up" | "refresh" | "destroy";

/** Runs one operation from start to end. Never throws for what goes wrong in it: that is in the result. */
export async function operate(operation: Operation, options: RunOptions): Promise<Result> {
  const reporter = new Reporter(options.onEvent);
  let outcome: { readonly ok: boolean; readonly outputs: PropertyMap } = { ok: false, outputs: {} };
  try {
    const settings = readSettings(options);
    const unlock = operation === "preview" ? () => undefined : takeLock(settings.stateFile);
    try {
      outcome = await withState(operation, options, settings, reporter);
    } finally {
      unlock();
    }
  } catch (error) {
    reporter.say("error", error instanceof Error ? error.message : String(error));
  }
  const { steps, diagnostics, changes } = reporter;
  return { exitCode: outcome.ok ? 0 : 1, steps, diagnostics, outputs: forDisplay(outcome.outputs), changes };
}

async function withState(operation: Operation, options: RunOptions, settings: Settings, reporter: Reporter) {
  const before = loadDeployment(settings.stateFile);
  for (const { type, resource } of before.pending) {
    const message = `an earlier run was interrupted while ${type} this resource: check whether it exists`;
    reporter.say("warning", message, resource.urn);
  }
  const now = (): Date => new Date();
  const dryRun = operation === "preview";
  const run: Parts = {
    dryRun,
    reporter,
    now,
    scope: { stack: settings.stack, project: settings.project.name },
    continueOnError: options.continueOnError ?? false,
    plaintextSecrets: options.plaintextSecrets ?? false,
    providerInputs: markSecret(settings),
    ledger: new Ledger(before, dryRun ? undefined : settings.stateFile, now),
    workers: new Workers(settings.parallel),
    cancellation: new Cancellation(),
    newId: () => randomUUID(),
    failed: new Set<string>(),
    ok: true,
  };
  return withServices(operation, options, settings, run);
}

type Parts = Omit<Run, "plugin">;

async function withServices(operation: Operation, options: RunOptions, settings: Settings, parts: Parts) {
  let address = "";
  const plugins = new Plugins(() => startPlugin(settings, run, address));
  const run: Run = Object.assign(parts, { plugin: () => plugins.of(configInForce(parts)) });
  const registrar = new Registrar(run);
  const finish = once(() => deleteAfterProgram(run, registrar));
  const monitor = new Monitor(settings.sdk, run, registrar, settings, finish);
  const interrupt = (): void => fail(run, "interrupted: what was under way is finished and saved");
  address = await monitor.listen();
  if (options.signal?.aborted) interrupt();
  options.signal?.addEventListener("abort", interrupt);
  try {
    if (!run.cancellation.requested) plugins.warm();
    await work(operation, settings, run, registrar, address, finish);
    await run.workers.idle();
    await registrar.finish();
    await run.ledger.flush();
  } finally {
    options.signal?.removeEventListener("abort", interrupt);
    await run.workers.idle();
    await plugins.stop();
    monitor.close();
  }
  const outputs =
    registrar.stackOutputs ?? run.ledger.states().find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
  return { ok: run.ok && !run.cancellation.requested, outputs };
}

async function work(
  operation: Operation,
  settings: Settings,
  run: Run,
  registrar: Registrar,
  address: string,
  finish: () => Promise<void>,
): Promise<void> {
  if (run.cancellation.requested) return;
  if (operation === "refresh") return refreshAll(run, true);
  const needsProgram = operation !== "destroy";
  if (settings.refresh) await refreshAll(run, false);
  if (run.cancellation.requested) return;
  if (needsProgram) await runProgram(settings, run, address, finish);
  else await deleteUnneeded(run, registrar.seen);
}

/** Not after a failure, unless the run shall go on; a preview shows what it can. */
async function deleteAfterProgram(run: Run, registrar: Registrar): Promise<void> {
  const goOn = run.ok || run.continueOnError || run.dryRun;
  if (goOn && !run.cancellation.requested) await deleteUnneeded(run, registrar.seen);
}

function startPlugin(settings: Settings, run: Run, engineAddress: string): Plugin {
  const { sdk, project } = settings;
  // Under the CLI, too, this variable is empty here: a provider gets its config by the protocol alone.
  const env = { ...settings.env, PULUMI_NODEJS_PROJECT: project.name, PULUMI_CONFIG: "{}" };
  const onLine = (line: string): void => run.reporter.say("info", line);
  return new Plugin({ sdk, cwd: project.folder, env, engineAddress, onLine });
}

function markSecret({ config, secretKeys }: Settings): PropertyMap {
  const entries = Object.entries(config).map(([key, value]) => [
    key,
    secretKeys.includes(key) ? makeSecret(value) : value,
  ]);
  return Object.fromEntries(entries) as PropertyMap;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
