import { systemClock } from "../../provider/account/clock";
import type { GoalHealth } from "../../provider/cli/status/health";
import { runStatus, type StatusOptions } from "../../provider/cli/status/runStatus";
import type { Emulator } from "../../provider/emulator";

/** Runs `msads status` against an emulator. */
export async function statusOf(
  emulator: Emulator,
  options: Partial<StatusOptions> = {},
  more: { readonly pause?: () => Promise<boolean>; readonly environment?: NodeJS.ProcessEnv } = {},
) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const isWell = await runStatus(
    { json: false, ...options },
    {
      environment: {
        MSADS_ENVIRONMENT: "emulator",
        MSADS_ENDPOINT: emulator.url,
        MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
        MSADS_MAX_WAIT: "0s",
        ...more.environment,
      },
      clock: systemClock,
      notify: () => {},
      print: (text) => printed.push(text),
      complain: (line) => complaints.push(line),
      color: false,
      clear: () => printed.push("(clear)"),
      pause: more.pause ?? (async () => false),
    },
  );
  return { isWell, printed, complaints, text: printed.join("") };
}

/** The goals of the command's JSON. */
export function goalsIn(text: string): readonly GoalHealth[] {
  return (JSON.parse(text) as { readonly goals: readonly GoalHealth[] }).goals;
}
