import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseShard, shardOf } from "../../provider/fleet/shard";

describe("--shard", () => {
  it.each([
    ["1/1", 1, 1],
    ["2/5", 2, 5],
    [" 10000/10000 ", 10_000, 10_000],
  ])("%s is shard %i of %i", (text, index, total) => {
    expect(parseShard(text, { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "9" })).toEqual({ index, total });
  });

  it.each([
    ["", '--shard is ""; allowed: K/N like 2/5, auto, or auto/N'],
    ["3", '--shard is "3"; allowed: K/N like 2/5, auto, or auto/N'],
    ["1/2/3", '--shard is "1/2/3"; allowed: K/N like 2/5, auto, or auto/N'],
    ["-1/3", '--shard is "-1/3"; allowed: K/N like 2/5, auto, or auto/N'],
    ["1.5/3", '--shard is "1.5/3"; allowed: K/N like 2/5, auto, or auto/N'],
    ["Auto", '--shard is "Auto"; allowed: K/N like 2/5, auto, or auto/N'],
    ["0/3", "--shard 0/3: the index must be from 1 to 3"],
    ["4/3", "--shard 4/3: the index must be from 1 to 3"],
    ["1/0", "--shard 1/0: the total must be from 1 to 10000"],
    ["1/10001", "--shard 1/10001: the total must be from 1 to 10000"],
  ])("%j is refused", (text, problem) => {
    expect(parseShard(text, {})).toBe(problem);
  });
});

describe("--shard auto", () => {
  it.each<readonly [string, Readonly<Record<string, string>>, number, number]>([
    ["GitLab's first job", { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "4" }, 1, 4],
    ["GitLab's last job", { CI_NODE_INDEX: "4", CI_NODE_TOTAL: "4" }, 4, 4],
    ["a GitLab job that is not divided", { CI_NODE_TOTAL: "1" }, 1, 1],
    ["Buildkite's first job", { BUILDKITE_PARALLEL_JOB: "0", BUILDKITE_PARALLEL_JOB_COUNT: "4" }, 1, 4],
    ["Buildkite's last job", { BUILDKITE_PARALLEL_JOB: "3", BUILDKITE_PARALLEL_JOB_COUNT: "4" }, 4, 4],
    ["AWS Batch's first job", { AWS_BATCH_JOB_ARRAY_INDEX: "0", AWS_BATCH_JOB_ARRAY_SIZE: "2" }, 1, 2],
    ["AWS Batch's last job", { AWS_BATCH_JOB_ARRAY_INDEX: "1", AWS_BATCH_JOB_ARRAY_SIZE: "2" }, 2, 2],
    ["a CircleCI job that is not divided", { CIRCLE_NODE_INDEX: "0", CIRCLE_NODE_TOTAL: "1" }, 1, 1],
    ["CircleCI's last job", { CIRCLE_NODE_INDEX: "2", CIRCLE_NODE_TOTAL: "3" }, 3, 3],
    [
      "a variable that is empty beside them",
      { CI_NODE_INDEX: "", CIRCLE_NODE_INDEX: "2", CIRCLE_NODE_TOTAL: "3" },
      3,
      3,
    ],
    [
      "a GitLab total of 1 beside them",
      { CI_NODE_TOTAL: "1", BUILDKITE_PARALLEL_JOB: "0", BUILDKITE_PARALLEL_JOB_COUNT: "2" },
      1,
      2,
    ],
  ])("takes %s", (_, environment, index, total) => {
    expect(parseShard("auto", environment)).toEqual({ index, total });
    expect(parseShard(`auto/${total}`, environment)).toEqual({ index, total });
  });

  it("takes Kubernetes' index, which is from 0, with a total that is given", () => {
    expect(parseShard("auto/3", { JOB_COMPLETION_INDEX: "0" })).toEqual({ index: 1, total: 3 });
    expect(parseShard("auto/3", { JOB_COMPLETION_INDEX: "2" })).toEqual({ index: 3, total: 3 });
  });

  it.each<readonly [string, string, Readonly<Record<string, string>>, string | RegExp]>([
    [
      "no job system",
      "auto",
      {},
      "--shard auto found no job system: none of CI_NODE_INDEX (GitLab), BUILDKITE_PARALLEL_JOB (Buildkite), " +
        "AWS_BATCH_JOB_ARRAY_INDEX (AWS Batch), CIRCLE_NODE_INDEX (CircleCI), JOB_COMPLETION_INDEX (Kubernetes) is set. Give the shard as K/N",
    ],
    ["no job system for a total", "auto/5", {}, /^--shard auto found no job system/],
    [
      "a GitLab job that is not divided, as one of five",
      "auto/5",
      { CI_NODE_TOTAL: "1" },
      /^--shard auto found no job system/,
    ],
    [
      "an index without a total",
      "auto",
      { BUILDKITE_PARALLEL_JOB: "1" },
      "BUILDKITE_PARALLEL_JOB is 1, but BUILDKITE_PARALLEL_JOB_COUNT is not set. Give the total: --shard auto/N",
    ],
    [
      "Kubernetes without a total",
      "auto",
      { JOB_COMPLETION_INDEX: "1" },
      "JOB_COMPLETION_INDEX is 1, but Kubernetes sets no total. Give the total: --shard auto/N",
    ],
    [
      "a total without an index",
      "auto",
      { CI_NODE_TOTAL: "4" },
      'CI_NODE_TOTAL is "4", but CI_NODE_INDEX is not set. Correct it, or give the shard as K/N',
    ],
    [
      "a total that contradicts",
      "auto/5",
      { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "4" },
      "--shard auto/5, but CI_NODE_TOTAL is 4. Use --shard auto, which takes CI_NODE_TOTAL",
    ],
    [
      "two job systems, even if they agree",
      "auto",
      { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "4", CIRCLE_NODE_INDEX: "0", CIRCLE_NODE_TOTAL: "4" },
      "--shard auto found more than one job system: GitLab (CI_NODE_INDEX), CircleCI (CIRCLE_NODE_INDEX). Give the shard as K/N",
    ],
    [
      "an index outside of the total",
      "auto",
      { AWS_BATCH_JOB_ARRAY_INDEX: "4", AWS_BATCH_JOB_ARRAY_SIZE: "4" },
      "AWS_BATCH_JOB_ARRAY_INDEX=4 with AWS_BATCH_JOB_ARRAY_SIZE=4: the index must be from 0 to 3",
    ],
    [
      "GitLab's index 0",
      "auto",
      { CI_NODE_INDEX: "0", CI_NODE_TOTAL: "4" },
      "CI_NODE_INDEX=0 with CI_NODE_TOTAL=4: the index must be from 1 to 4",
    ],
    [
      "Kubernetes' index outside of the given total",
      "auto/2",
      { JOB_COMPLETION_INDEX: "2" },
      "JOB_COMPLETION_INDEX=2 with --shard auto/2: the index must be from 0 to 1",
    ],
    [
      "an index that is no number",
      "auto",
      { CIRCLE_NODE_INDEX: "x", CIRCLE_NODE_TOTAL: "2" },
      /^CIRCLE_NODE_INDEX is "x"; it must be/,
    ],
    [
      "a total that is no number",
      "auto",
      { CIRCLE_NODE_INDEX: "0", CIRCLE_NODE_TOTAL: "-2" },
      /^CIRCLE_NODE_TOTAL is "-2"; it must be/,
    ],
    ["a total of nothing", "auto/0", { JOB_COMPLETION_INDEX: "0" }, /the total must be from 1 to 10000$/],
  ])("refuses %s", (_, text, environment, problem) => {
    const found = parseShard(text, environment);
    if (typeof problem === "string") expect(found).toBe(problem);
    else expect(found).toMatch(problem);
  });
});

describe("the shard of a stack", () => {
  // Made with Python's hashlib: the first 48 bits of the name's SHA-256, modulo the total, plus 1.
  it.each([
    ["acme", 1, 2, 6, 5106],
    ["beta", 1, 1, 6, 1226],
    ["shop-42", 1, 1, 20, 220],
    ["org/project/stack", 1, 2, 17, 2357],
  ])("of %s is the same in every release", (stack, ...shards) => {
    expect([1, 7, 20, 10_000].map((total) => shardOf(stack, total))).toEqual(shards);
  });

  it("is exactly one of the total: the shards of a fleet together are the fleet, each stack once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 50 }), (stacks, total) => {
        const runs = Array.from({ length: total }, (_, at) => {
          const shard = parseShard(`${at + 1}/${total}`, {});
          if (typeof shard === "string") throw new Error(shard);
          return stacks.filter((stack) => shardOf(stack, shard.total) === shard.index);
        });
        expect(runs.flat().toSorted()).toEqual(stacks.toSorted());
      }),
    );
  });

  it.each([2, 3, 8, 16, 50])(
    "divides 5,000 stacks among %i roughly evenly, however alike their names",
    (total) => {
      const counts = Array.from({ length: total }, () => 0);
      for (let shop = 0; shop < 5_000; shop++) {
        const shard = shardOf(`shop-${shop}`, total) - 1;
        counts[shard] = (counts[shard] ?? 0) + 1;
      }
      const mean = 5_000 / total;
      // Five standard deviations of a fair die.
      const bound = 5 * Math.sqrt(mean);
      expect(Math.max(...counts)).toBeLessThan(mean + bound);
      expect(Math.min(...counts)).toBeGreaterThan(mean - bound);
    },
  );
});
