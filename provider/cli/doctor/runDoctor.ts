import { styleText } from "node:util";
import { systemClock } from "../../account/clock";
import { pulumiIn } from "../../fleet/askPulumi";
import { readStackConfig, type StackChoice } from "../shared/stackConfig";
import { UsageError } from "../usageError";
import { type DoctorRuntime, examine } from "./examine";
import { complete, type Finding, failure } from "./finding";

/** Prints what was found; false when something failed. Throws a UsageError. */
export async function runDoctor(
  choice: StackChoice,
  environment: NodeJS.ProcessEnv,
  isJson: boolean,
): Promise<boolean> {
  const notes: string[] = [];
  const findings = await lookedAt(choice, {
    environment,
    clock: systemClock,
    notify: ({ severity, message }) => void (severity === "warning" && notes.push(message)),
  });
  const isWell = findings.every(({ state }) => state !== "failed");
  process.stdout.write(
    isJson
      ? `${JSON.stringify({ ok: isWell, checks: findings, warnings: notes }, null, 2)}\n`
      : `${[...findings.map(lineOf), ...notes.map((note) => `note    ${note}`)].join("\n")}\n`,
  );
  return isWell;
}

/** A stack's config that cannot be read is a finding like others. */
async function lookedAt(choice: StackChoice, runtime: DoctorRuntime): Promise<readonly Finding[]> {
  try {
    const cwd = process.cwd();
    const { stack, get, unread } = await readStackConfig(choice, cwd, pulumiIn(cwd, runtime.environment));
    return await examine({
      ...runtime,
      config: get,
      ...(stack === undefined ? {} : { stack }),
      ...(unread === undefined ? {} : { unread }),
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return complete([failure("config", error)]);
  }
}

const COLORS = { ok: "green", failed: "red", skipped: "dim" } as const;

function lineOf({ check, state, says, todo }: Finding): string {
  const word = styleText(COLORS[state], state.padEnd(7), { stream: process.stdout });
  const indent = " ".repeat(8);
  const said = says.replaceAll("\n", `\n${indent}`);
  return `${word} ${check.padEnd(10)}  ${said}${todo === undefined ? "" : `\n${indent}→ ${todo}`}`;
}
