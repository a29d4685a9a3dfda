import { Command, InvalidArgumentError } from "commander";
import { DEFAULT_JOBS, parseJobs } from "../../fleet/matrix";
import { type ChoiceOptions, choiceOf, withChoice } from "./options";

interface Options extends ChoiceOptions {
  readonly jobs: number;
  readonly all?: true;
}

/** `msads fleet matrix`: what needs work, as the matrix of a GitHub Actions job. */
export function matrixCommand(): Command {
  return withChoice(new Command("matrix"))
    .description(
      "Print the accounts that need a run as the matrix of a GitHub Actions job: one line of JSON. Each job then runs `msads fleet up --only <stack>`",
    )
    .option("--jobs <number>", "into how many jobs at most", parsedJobs, DEFAULT_JOBS)
    .option("--all", "also take accounts that are as last applied")
    .action(async (options: Options) => {
      const { runMatrix } = await import("./runMatrix.js");
      const isWell = await runMatrix({
        choice: choiceOf(options),
        jobs: options.jobs,
        all: options.all === true,
      });
      if (!isWell) process.exitCode = 1;
    });
}

function parsedJobs(text: string): number {
  const jobs = parseJobs(text);
  if (typeof jobs === "string") throw new InvalidArgumentError(jobs);
  return jobs;
}
