import { systemClock } from "../../../provider/account/clock";
import type { Finding } from "../../../provider/cli/parity/askAll";
import { probeGroups } from "../../../provider/cli/parity/probes";
import { isUnlike } from "../../../provider/cli/parity/render";
import { type ParityOptions, type ParityRuntime, runParity } from "../../../provider/cli/parity/runParity";
import type { Emulator, ObservedFile, RuleId } from "../../../provider/emulator";

/** What a run printed, kept and found. */
export interface ParityRun {
  readonly isWhole: boolean;
  readonly printed: string;
  /** The file as it was kept at last. */
  readonly file: ObservedFile;
  /** The rules in which the service did something else than the emulator by default. */
  readonly unlike: readonly RuleId[];
  readonly asked: string;
}

/** Runs `msads parity` against an emulator. */
export async function parityOf(
  emulator: Emulator,
  options: ParityOptions = { json: false },
  more: Partial<ParityRuntime> = {},
): Promise<ParityRun> {
  const printed: string[] = [];
  let asked = "";
  let file: ObservedFile | undefined;
  const isWhole = await runParity(probeGroups, options, {
    environment: {
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.url,
      MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
    },
    clock: systemClock,
    notify: () => {},
    print: (text) => printed.push(text),
    color: false,
    date: () => new Date(emulator.store.now()),
    random: Math.random,
    confirm: async (words) => {
      asked = words;
      return true;
    },
    stop: new AbortController().signal,
    ...more,
    save: (kept) => {
      file = kept;
      more.save?.(kept);
    },
  });
  if (file === undefined) throw new Error("the run kept no file");
  return { isWhole, printed: printed.join(""), file, unlike: unlikeIn(file), asked };
}

export function unlikeIn({ rules }: ObservedFile): readonly RuleId[] {
  return (Object.keys(rules) as RuleId[]).filter((rule) => {
    const verdict = rules[rule] as Finding["verdict"];
    return isUnlike({ rule, verdict });
  });
}
