/** A line of the fleet file, or of the CSV file that it names. */
export interface Place {
  /** The file's name as people know it: as the fleet file names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

export interface FleetProblem extends Place {
  readonly message: string;
}

const SHOWN = 20;

/** The fleet file, or the CSV file that it names, cannot be used. The message lists the problems: file, line, what is wrong. */
export class FleetFileError extends Error {
  override readonly name = "FleetFileError";

  constructor(
    readonly file: string,
    readonly problems: readonly FleetProblem[],
  ) {
    super(wordsOf(file, problems));
  }
}

function wordsOf(file: string, problems: readonly FleetProblem[]): string {
  const lines = problems.slice(0, SHOWN).map((problem) => `  ${placeWords(problem)}: ${problem.message}`);
  const rest = problems.length - SHOWN;
  return [`The fleet file ${file} is not valid:`, ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join(
    "\n",
  );
}

export function placeWords({ file, line }: Place): string {
  return `${file}:${line}`;
}

/** A value in a message, in one line and of bounded length. */
export function shown(text: string): string {
  const letters = Array.from(text);
  return JSON.stringify(letters.length > 60 ? `${letters.slice(0, 60).join("")}…` : text);
}

/** Gathers all that is wrong, so that people can correct it in one go. */
export class FleetProblems {
  readonly #found: FleetProblem[] = [];

  add({ file, line }: Place, message: string): void {
    this.#found.push({ file, line, message });
  }

  /** Throws a FleetFileError if there are any: those of the fleet file first, each file's by line. */
  throwIfAny(file: string, shown: string): void {
    if (this.#found.length === 0) return;
    const isOther = (problem: FleetProblem): number => (problem.file === shown ? 0 : 1);
    throw new FleetFileError(
      file,
      this.#found.toSorted((one, other) => isOther(one) - isOther(other) || one.line - other.line),
    );
  }
}
