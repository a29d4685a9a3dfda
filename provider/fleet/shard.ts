import { createHash } from "node:crypto";

/** One of the parts into which a fleet is divided. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly total: number;
}

const MOST = 10_000;

/** What a job system sets for each of the jobs among which it divides work. */
interface JobSystem {
  readonly name: string;
  readonly index: string;
  /** The index of the first job. */
  readonly first: 0 | 1;
  /** undefined: the system sets none. */
  readonly total: string | undefined;
}

/**
 * docs.gitlab.com/ci/variables/predefined_variables; buildkite.com/docs/pipelines/configure/environment-variables;
 * docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html; circleci.com/docs/variables;
 * kubernetes.io/docs/tasks/job/indexed-parallel-processing-static
 */
const SYSTEMS: readonly JobSystem[] = [
  { name: "GitLab", index: "CI_NODE_INDEX", first: 1, total: "CI_NODE_TOTAL" },
  { name: "Buildkite", index: "BUILDKITE_PARALLEL_JOB", first: 0, total: "BUILDKITE_PARALLEL_JOB_COUNT" },
  { name: "AWS Batch", index: "AWS_BATCH_JOB_ARRAY_INDEX", first: 0, total: "AWS_BATCH_JOB_ARRAY_SIZE" },
  { name: "CircleCI", index: "CIRCLE_NODE_INDEX", first: 0, total: "CIRCLE_NODE_TOTAL" },
  { name: "Kubernetes", index: "JOB_COMPLETION_INDEX", first: 0, total: undefined },
];

/**
 * The shard that `--shard` names: "K/N", or "auto" with what the job system sets, or "auto/N" where it sets no total.
 * A text is what is wrong with it, for people.
 */
export function parseShard(text: string, environment: NodeJS.ProcessEnv): Shard | string {
  const [, given = "", , totalText] = /^(auto|[0-9]+)(\/([0-9]+))?$/.exec(text.trim()) ?? [];
  const total = totalText === undefined ? undefined : Number(totalText);
  if (given === "" || (given !== "auto" && total === undefined))
    return `--shard is ${JSON.stringify(text)}; allowed: K/N like 2/5, auto, or auto/N`;
  if (given === "auto") return autoShard(total, environment);
  return shardIn({ index: Number(given), total: total ?? 0 }, `--shard ${text.trim()}`, 1);
}

function autoShard(given: number | undefined, environment: NodeJS.ProcessEnv): Shard | string {
  const get = (variable: string | undefined): string | undefined =>
    (variable === undefined ? undefined : environment[variable]?.trim()) || undefined;
  const found = SYSTEMS.filter(
    // GitLab sets a total of 1 for a job that is not divided, and no index: such a job does all.
    ({ index, total }) => get(index) !== undefined || (get(total) ?? "1") !== "1",
  );
  const [system, other] = found;
  if (system === undefined) return noSystem(given, environment);
  if (other !== undefined)
    return (
      `--shard auto found more than one job system: ${found.map(({ name, index }) => `${name} (${index})`).join(", ")}. ` +
      "Give the shard as K/N"
    );
  const index = get(system.index);
  const total = get(system.total);
  if (index === undefined)
    return `${system.total} is ${shown(total)}, but ${system.index} is not set. ${FIX}`;
  if (!isCount(index)) return `${system.index} is ${shown(index)}; it must be a whole number. ${FIX}`;
  if (total !== undefined && !isCount(total))
    return `${system.total} is ${shown(total)}; it must be a whole number. ${FIX}`;
  if (total === undefined && given === undefined) return noTotal(system, index);
  if (total !== undefined && given !== undefined && Number(total) !== given)
    return `--shard auto/${given}, but ${system.total} is ${total}. Use --shard auto, which takes ${system.total}`;
  const shard = { index: Number(index) - system.first + 1, total: given ?? Number(total) };
  const totalWords = total === undefined ? `--shard auto/${given}` : `${system.total}=${total}`;
  return shardIn(shard, `${system.index}=${index} with ${totalWords}`, system.first);
}

const FIX = "Correct it, or give the shard as K/N";

function noTotal({ name, index, total }: JobSystem, value: string): string {
  const why = total === undefined ? `${name} sets no total` : `${total} is not set`;
  return `${index} is ${value}, but ${why}. Give the total: --shard auto/N`;
}

function noSystem(given: number | undefined, environment: NodeJS.ProcessEnv): Shard | string {
  if (environment.CI_NODE_TOTAL?.trim() === "1" && (given ?? 1) === 1) return { index: 1, total: 1 };
  return (
    `--shard auto found no job system: none of ${SYSTEMS.map(({ name, index }) => `${index} (${name})`).join(", ")} is set. ` +
    "Give the shard as K/N"
  );
}

/** The shard, if it is one of its total. `first`: how the index was counted. */
function shardIn(shard: Shard, source: string, first: 0 | 1): Shard | string {
  if (shard.total < 1 || shard.total > MOST) return `${source}: the total must be from 1 to ${MOST}`;
  if (shard.index >= 1 && shard.index <= shard.total) return shard;
  return `${source}: the index must be from ${first} to ${shard.total - 1 + first}`;
}

function isCount(text: string): boolean {
  return /^[0-9]{1,9}$/.test(text);
}

function shown(text: string | undefined): string {
  return JSON.stringify(text);
}

/** The shard, from 1, that a stack is in. It depends on nothing but the stack's name and the total. */
export function shardOf(stack: string, total: number): number {
  // 48 of the hash's bits are as many as a number holds exactly.
  return (createHash("sha256").update(stack).digest().readUIntBE(0, 6) % total) + 1;
}
