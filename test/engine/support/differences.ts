import { StrandedLog } from "../../../provider/engine/strandedLog";
import type { Json } from "./lab";
import type { Observed } from "./observation";

/** Something in which our engine differs from the CLI on purpose, and what makes the two comparable all the same. */
interface Difference {
  readonly what: string;
  readonly why: string;
  readonly level: (observed: Observed, scenario: string) => Observed;
}

const said = (change: (lines: readonly string[]) => readonly string[]): Difference["level"] => {
  return (observed) => ({ ...observed, said: change(observed.said) });
};

const DIFFERENCES: readonly Difference[] = [
  {
    what: 'The CLI ends what it says of a run in which a step failed with the line "update failed".',
    why: "The run's result says it.",
    level: said((lines) => lines.filter((line) => line !== "error -: update failed")),
  },
  {
    what: "The CLI passes on, line by line, what the SDK prints when its way to the engine was closed under it.",
    why: "It is no word of the program's, and buries what is.",
    level: said((lines) => {
      const kept: string[] = [];
      const log = new StrandedLog((severity, text) => {
        if (severity !== "debug") kept.push(`${severity} -: ${text}`);
      });
      for (const line of lines) {
        const [, printed] = /^info -: (.*)$/s.exec(line) ?? [];
        if (printed === undefined) kept.push(line);
        else log.line(printed);
      }
      log.end();
      return kept;
    }),
  },
  {
    what: "Of a failed check the CLI also says the resource, its type, and the value in Go's notation.",
    why: "The first two stand above the line already, and the provider's reason says the value as the program has it.",
    level: said((lines) =>
      lines.map((line) =>
        line
          .replace(
            /^(error \S+: )\S+ resource '[^']*': (property \S+) value .* has a problem: /,
            "$1$2 has a problem: ",
          )
          .replace(/^(error \S+: )\S+ resource '[^']*' has a problem: /, "$1"),
      ),
    ),
  },
  {
    what: "A protected resource that would be deleted or replaced: the CLI tells of `pulumi state unprotect`.",
    why: "That command knows nothing of our engine's state.",
    level: said((lines) =>
      lines.map((line) =>
        line
          .replace(
            /: resource "[^"]*" cannot be deleted\nbecause it is protected\..*/s,
            `: ${PROTECTED("deleted")}`,
          )
          .replace(
            /: unable to replace resource "[^"]*"\nas it is currently marked.*/s,
            `: ${PROTECTED("replaced")}`,
          ),
      ),
    ),
  },
  {
    what: "In a preview the CLI tells a component's step twice: when it is registered and when its outputs are.",
    why: "One line is enough.",
    level: (observed) =>
      observed.op.startsWith("preview") ? { ...observed, steps: [...new Set(observed.steps)] } : observed,
  },
  {
    what: "In an up the CLI tells the stack's step when its outputs are registered, so not where the program fails before.",
    why: "Nobody waits for the line; state and counts are the same.",
    level: (observed) =>
      observed.exit === 0
        ? observed
        : { ...observed, steps: observed.steps.filter((step) => !step.includes("pulumi:pulumi:Stack")) },
  },
  {
    what: "Whether the SDK names the program whose promise was rejected: only while its main part still runs.",
    why: "Which comes first, that part's end or the rejection, is chance, under either.",
    level: (observed, scenario) =>
      scenario === "rejects"
        ? {
            ...observed,
            said: observed.said.map((line) => line.replace(/Running program '.*' failed with .*:\n/, "")),
          }
        : observed,
  },
  {
    what: "Which independent resources had started when another failed is chance, under either.",
    why: "Only what happens to the resource that fails, and the state, can be held.",
    level: (observed, scenario) => {
      const only = RACES[`${scenario} ${observed.op}`];
      if (only === undefined) return observed;
      const calls = { [only]: (observed.calls as Record<string, readonly Json[]>)[only] };
      return { ...observed, calls, steps: [], changes: {} };
    },
  },
];

const PROTECTED = (what: string) =>
  `it would be ${what}, but it is protected: take the option protect off first`;

const RACES: Readonly<Record<string, string>> = { "protect up 2": "a" };

/**
 * What the engine refuses by name where the CLI goes on, so that there is nothing to compare: aliases, and a replacement that
 * deletes first and takes others with it. It does not grow; these are the CLI's.
 */
export const REFUSED: readonly string[] = ["alias", "dbrProvider"];

/** An observation without what differs on purpose. */
export function comparable(observed: readonly Observed[], scenario: string): readonly Observed[] {
  return observed
    .map((each) => DIFFERENCES.reduce((levelled, { level }) => level(levelled, scenario), each))
    .map((each) => ({ ...each, said: [...each.said].sort() }));
}
