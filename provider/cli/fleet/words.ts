import type { styleText } from "node:util";
import type { RanAccount, Standing } from "../../fleet/results";

/** How a kind of account is shown: its mark, its word before or after a count, its colour, and what to do. */
export interface Said {
  readonly mark: string;
  readonly word: string;
  readonly style: Parameters<typeof styleText>[0];
  readonly todo?: string;
}

/** How accounts may stand against the program, worst first. */
export const STANDINGS = [
  "unreachable",
  "unknown",
  "changed",
  "drifted",
  "clean",
] as const satisfies readonly Standing[];

export const SAID_OF_STANDING: Readonly<Record<Standing, Said>> = {
  unreachable: {
    mark: "✗",
    word: "unreachable",
    style: "red",
    todo: "Fix what the reason names. Check one account again: `msads fleet check --only STACK`.",
  },
  unknown: {
    mark: "?",
    word: "unknown",
    style: "magenta",
    todo: "See what a run would change: `msads fleet preview`. Apply it: `msads fleet up`.",
  },
  changed: {
    mark: "~",
    word: "changed",
    style: "cyan",
    todo: "See what a run would change: `msads fleet preview`. Apply it: `msads fleet up`.",
  },
  drifted: {
    mark: "≠",
    word: "drifted",
    style: "yellow",
    todo: "To put back what the program wants: `msads fleet up`. To keep what is there: change the program.",
  },
  clean: { mark: "✓", word: "as applied", style: "green" },
};

/** What a run of an account may come to, worst first: "changed" and "same" are done. */
export const RUN_KINDS = ["failed", "locked", "interrupted", "skipped", "changed", "same"] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** The runs of a command: those of `msads fleet preview` change nothing. */
export type RunOp = "preview" | "up";

export function runKindOf({ outcome, changes }: RanAccount): RunKind {
  if (outcome !== "done") return outcome;
  return changes.length > 0 ? "changed" : "same";
}

const SAID_OF_RUN: Readonly<Record<RunKind, Said>> = {
  failed: {
    mark: "✗",
    word: "failed",
    style: "red",
    todo: "Fix what the message names. Then run the same command again: it takes only what is not done.",
  },
  locked: {
    mark: "✗",
    word: "locked",
    style: "red",
    todo: "Wait for the other run, or if it is dead, cancel it as the message says. Then run the same command again.",
  },
  interrupted: {
    mark: "!",
    word: "interrupted",
    style: "yellow",
    todo: "The run was stopped before its end. Run the same command again.",
  },
  skipped: { mark: "-", word: "skipped", style: "yellow", todo: "Not begun. Run the same command again." },
  changed: { mark: "✓", word: "applied", style: "green" },
  same: { mark: "✓", word: "without changes", style: "green" },
};

export function saidOfRun(op: RunOp, kind: RunKind): Said {
  if (kind !== "changed" || op === "up") return SAID_OF_RUN[kind];
  return {
    mark: "~",
    word: "would change",
    style: "cyan",
    todo: "Nothing is changed yet. Apply it: `msads fleet up`.",
  };
}

/** Things by kind, in the order of the kinds; of a kind as they came. Every kind is there. */
export function byKind<Kind extends string, Thing>(
  kinds: readonly Kind[],
  things: readonly Thing[],
  kindOf: (thing: Thing) => Kind,
): readonly (readonly [Kind, readonly Thing[]])[] {
  const found = Map.groupBy(things, kindOf);
  return kinds.map((kind) => [kind, found.get(kind) ?? []]);
}
