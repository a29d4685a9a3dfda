import { type Command, InvalidArgumentError } from "commander";
import type { AccountChoice } from "./openAccounts";

/** What every command of the fleet may be given. */
export interface ChoiceOptions {
  readonly file: string;
  readonly only?: readonly string[];
  readonly shard?: string;
}

/** Gives a command the options that say which accounts it is about. */
export function withChoice(command: Command): Command {
  return command
    .option("--file <file>", "the fleet file", "fleet.yaml")
    .option(
      "--only <stacks>",
      "only these stacks: names separated by commas, with * for any characters; may be given more than once",
      (text: string, before: readonly string[] = []) => [...before, text],
    )
    .option(
      "--shard <shard>",
      "only one part of the accounts: 2/5, or auto where a job system sets index and total (GitLab, Buildkite, AWS Batch, CircleCI), or auto/5 on Kubernetes",
    );
}

export function choiceOf({ file, only, shard }: ChoiceOptions): AccountChoice {
  return { file, ...(only === undefined ? {} : { only }), ...(shard === undefined ? {} : { shard }) };
}

/** A whole number from 1, or from `least`. */
export function count(least = 1): (text: string) => number {
  return (text) => {
    const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : -1;
    if (number < least) throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
    return number;
  };
}
