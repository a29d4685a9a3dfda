import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { withPath } from "../../../provider/fleet/findPulumi";
import { type Command, ended } from "../../support/e2eRunner";
import { CONFIG, type Json, type Lab, PARALLEL, type Scenario, SECRETS, STACK } from "./lab";
import type { Ran, Runs } from "./observation";

/** One line of the CLI's event log, as far as it matters here. */
interface CliEvent {
  readonly resOutputsEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
  readonly diagnosticEvent?: {
    readonly severity: string;
    readonly message: string;
    readonly urn?: string;
    readonly ephemeral?: boolean;
  };
  readonly summaryEvent?: { readonly resourceChanges: Readonly<Record<string, number>> | null };
}

/** A lab's stack under the real CLI, with a home, a backend and a passphrase of its own. */
export function underCli(lab: Lab, scenario: Scenario): Runs {
  const backend = join(lab.folder, "backend");
  const log = join(lab.folder, "events.jsonl");
  const own = {
    PULUMI_HOME: join(lab.folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "lab",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The log of events is an option of those who work on the CLI.
    PULUMI_DEBUG_COMMANDS: "true",
  };
  const command = (step: number, ...args: readonly string[]): Command => ({
    file: "pulumi",
    args: [...args, "--non-interactive", "--stack", STACK],
    cwd: lab.program,
    env: { ...withPath(lab.environment(step), dirname(process.execPath)), ...own },
  });
  const asked = (...args: readonly string[]): string => {
    const { file, args: all, ...options } = command(0, ...args);
    return execFileSync(file, all, { ...options, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  };
  mkdirSync(backend);
  asked("stack", "init");
  setConfig(asked, CONFIG, SECRETS);
  let config: Readonly<Record<string, string>> = CONFIG;
  return {
    run: async (operation, step, flags = []) => {
      const wanted = { ...CONFIG, ...scenario.config?.(step) };
      if (JSON.stringify(wanted) !== JSON.stringify(config)) setConfig(asked, wanted);
      config = wanted;
      rmSync(log, { force: true });
      const yes = operation === "preview" ? [] : ["--yes", "--skip-preview"];
      const parallel = ["--parallel", String(PARALLEL)];
      const all = [...yes, ...flags, ...parallel, "--color", "never", "--event-log", log];
      const { code } = await ended(command(step, operation, ...all));
      return ranFrom(readFileSync(log, "utf8"), code === 0 ? 0 : 1);
    },
    resources: () => {
      const { deployment } = JSON.parse(asked("stack", "export", "--show-secrets")) as {
        deployment: { resources?: readonly Json[] };
      };
      return deployment.resources ?? [];
    },
  };
}

function setConfig(
  asked: (...args: readonly string[]) => string,
  plain: Readonly<Record<string, string>>,
  secret: Readonly<Record<string, string>> = {},
): void {
  const pairs = (flag: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
  asked("config", "set-all", ...pairs("--plaintext", plain), ...pairs("--secret", secret));
}

function ranFrom(log: string, exit: number): Ran {
  const events = log
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as CliEvent);
  const steps = events.flatMap(({ resOutputsEvent }) => (resOutputsEvent ? [resOutputsEvent.metadata] : []));
  const said = events.flatMap(({ diagnosticEvent }) => (diagnosticEvent ? [diagnosticEvent] : []));
  const summary = events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent;
  return {
    exit,
    steps: steps.filter(({ urn }) => !urn.includes("pulumi:providers:")),
    changes: summary?.resourceChanges ?? {},
    said: said
      .filter(({ severity, ephemeral }) => severity !== "debug" && ephemeral !== true)
      .map(({ severity, message, urn }) => ({
        severity: severity.replace(/#.*/, ""),
        message: stripVTControlCharacters(message).replace(/<\{%[^}]*%\}>/g, ""),
        ...(urn ? { urn } : {}),
      })),
  };
}
