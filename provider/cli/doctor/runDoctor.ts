import { styleText } from "node:util";
import { systemClock } from "../../account/clock";
import { examine } from "./examine";
import type { Finding } from "./finding";

/** Prints what was found; false when something failed. */
export async function runDoctor(environment: NodeJS.ProcessEnv, isJson: boolean): Promise<boolean> {
  const notes: string[] = [];
  const findings = await examine({
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

const COLORS = { ok: "green", failed: "red", skipped: "dim" } as const;

function lineOf({ check, state, says, todo }: Finding): string {
  const word = styleText(COLORS[state], state.padEnd(7), { stream: process.stdout });
  const indent = " ".repeat(8);
  const said = says.replaceAll("\n", `\n${indent}`);
  return `${word} ${check.padEnd(10)}  ${said}${todo === undefined ? "" : `\n${indent}→ ${todo}`}`;
}
