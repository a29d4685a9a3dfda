import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSdk } from "../../provider/engine/sdk";
import { EXAMPLES } from "../testing/exampleCopy";

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
interface Job {
  readonly if?: string;
  readonly steps: readonly Step[];
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<"preview" | "up" | "drift", Job>>;
}

const text = readFileSync(join(EXAMPLES, "ci/.github/workflows/conversion-goals.yaml"), "utf8");
const { on, env, jobs } = loadSdk(__dirname).parseYaml(text) as Workflow;
const { scripts } = JSON.parse(readFileSync(join(EXAMPLES, "ci/package.json"), "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};
const runsOf = (job: Job) => job.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

describe("the workflow of the example for build servers", () => {
  it("runs what is there: scripts of its package.json, each a command of Pulumi, of msads or the compiler", () => {
    expect(Object.keys(on).sort()).toEqual(["pull_request", "push", "schedule"]);
    const runs = Object.values(jobs).flatMap(runsOf);
    const wanted = runs.filter((run) => run !== "npm ci").map((run) => /^npm run (\S+)$/.exec(run)?.[1]);
    expect(wanted.filter((name) => name === undefined || scripts[name] === undefined)).toEqual([]);
    expect(Object.keys(scripts).filter((name) => !wanted.includes(name))).toEqual([]);
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    expect(steps.filter(({ uses, run }) => (uses === undefined) === (run === undefined))).toEqual([]);
  });

  it("gives commands that exist, with options that they have", () => {
    const help = (command: string) =>
      readFileSync(join(__dirname, `../../provider/cli/${command}Command.ts`), "utf8");
    expect(scripts).toMatchObject({
      check: "tsc",
      doctor: "msads doctor --stack prod",
      status: "msads status --stack prod --fail-on inactive",
    });
    expect(help("doctor")).toContain('new Command("doctor")');
    expect(help("status")).toContain('"--fail-on <state>"');
    expect(help("doctor")).toContain("withStackOption(");
    expect(help("status")).toContain("withStackOption(");
    const ofPulumi = Object.values(scripts).filter((script) => script.startsWith("pulumi "));
    expect(ofPulumi).toHaveLength(3);
    expect(ofPulumi.filter((script) => !/--stack prod .*--non-interactive/.test(script))).toEqual([]);
  });

  it("never lets two ups overlap, ends none half way, and lets no other job push a waiting one aside", () => {
    expect(runsOf(jobs.up).slice(-2)).toEqual(["npm run doctor", "npm run up"]);
    expect(jobs.up.concurrency).toEqual({ group: "conversion-goals-up", "cancel-in-progress": false });
    const groups = Object.values(jobs).map(({ concurrency }) => concurrency?.group);
    expect(groups.filter((group) => group === "conversion-goals-up")).toHaveLength(1);
    expect(Object.entries(jobs).filter(([, job]) => runsOf(job).includes("npm run up"))).toHaveLength(1);
  });

  it("writes nothing from a pull request or at night, and gives forks no secrets to miss", () => {
    for (const job of [jobs.preview, jobs.drift]) expect(job.env).toEqual({ MSADS_READ_ONLY: "true" });
    expect(jobs.preview.if).toContain("head.repo.full_name == github.repository");
    expect(jobs.up.if).toBe("github.event_name == 'push'");
    expect(scripts.drift).toContain("--expect-no-changes");
  });

  it("holds no secret itself", () => {
    const secret = /TOKEN|SECRET/;
    for (const [name, value] of Object.entries(env))
      expect(value).toBe(secret.test(name) ? `\${{ secrets.${name} }}` : `\${{ vars.${name} }}`);
  });
});
