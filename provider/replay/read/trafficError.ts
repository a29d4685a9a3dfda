/** Why a file's traffic cannot be read at all. What is broken within a file is counted instead, in `TrafficSource.skipped`. */
export class TrafficError extends Error {
  /** As the user named it. */
  readonly file: string;

  /** @param problem what is wrong and what to do, in words that follow "FILE: " */
  constructor(file: string, problem: string) {
    super(`${file === "-" ? "standard input" : file}: ${problem}`);
    this.name = "TrafficError";
    this.file = file;
  }
}
