/** A matrix of a GitHub Actions job: one job for each entry. */
export interface Matrix {
  readonly include: readonly MatrixJob[];
}

export interface MatrixJob {
  /** From 1. */
  readonly job: number;
  /** How many accounts it runs. */
  readonly accounts: number;
  /** For `--only`: the stacks, separated by commas. */
  readonly only: string;
}

export const DEFAULT_JOBS = 20;

/** GitHub's limit for a matrix: docs.github.com/actions/reference/limits. */
const MOST_JOBS = 256;

/** The number of jobs that `--jobs` allows. A text is what is wrong with it, for people. */
export function parseJobs(text: string): number | string {
  const jobs = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
  if (jobs >= 1 && jobs <= MOST_JOBS) return jobs;
  return `--jobs is ${JSON.stringify(text)}; allowed: 1 to ${MOST_JOBS}, GitHub's limit for a matrix`;
}

/** Divides stacks among at most so many jobs: in their order, and so that no job has two accounts more than another. */
export function matrixOf(stacks: readonly string[], jobs: number): Matrix {
  const count = Math.min(jobs, stacks.length);
  const include = Array.from({ length: count }, (_, at): MatrixJob => {
    const begin = (job: number): number => Math.floor((job * stacks.length) / count);
    const own = stacks.slice(begin(at), begin(at + 1));
    return { job: at + 1, accounts: own.length, only: own.join(",") };
  });
  return { include };
}
