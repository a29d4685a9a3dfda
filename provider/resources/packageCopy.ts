import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { perRun } from "./perRun";

/** The folder of this package. */
const PACKAGE = join(__dirname, "../..");

/** The program's folder: a program may go to another one before it makes its first resource. */
const FOLDER = process.cwd();

const looked = perRun(() => ({ done: false }));

/**
 * Refuses a copy of the package that only some other package sees, like `node_modules/@acme/goals/node_modules/pulumi-msads`: Pulumi's
 * provider process looks for it from the program's folder, and would fail there for each resource. Which folder an inline program of
 * the Automation API has is not known here.
 */
export function refuseCopyOutOfReach(): void {
  const run = looked();
  if (run.done) return;
  if (process.env.PULUMI_NODEJS_MONITOR && !isWithinReach(FOLDER))
    throw new pulumi.RunError(copyWords(PACKAGE, FOLDER));
  run.done = true;
}

/** Whether Pulumi's provider process finds the package from a folder. */
export function isWithinReach(folder: string): boolean {
  try {
    createRequire(join(folder, "program.js")).resolve("pulumi-msads/lifecycle");
    return true;
  } catch {
    return false;
  }
}

export function copyWords(copy: string, folder: string): string {
  const near = relative(folder, copy);
  const [, owner] =
    /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]node_modules[\\/]pulumi-msads$/.exec(sep + copy) ??
    [];
  const brings = owner === undefined ? "" : ` ${owner.replace("\\", "/")} has its own copy.`;
  return (
    `Pulumi's provider process cannot find pulumi-msads from the program's folder, ${folder}.` +
    `${brings} The program itself has to depend on it: run  npm install pulumi-msads  there ` +
    `(pnpm add, yarn add). This copy is in ${near}.`
  );
}
