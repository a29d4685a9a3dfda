import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_JOBS, matrixOf, parseJobs } from "../../provider/fleet/matrix";

describe("a matrix", () => {
  it("divides what needs work into jobs, in its order", () => {
    expect(JSON.stringify(matrixOf(["acme", "beta", "gamma", "delta", "shop"], 2))).toBe(
      '{"include":[{"job":1,"accounts":2,"only":"acme,beta"},{"job":2,"accounts":3,"only":"gamma,delta,shop"}]}',
    );
  });

  it("of nothing has no jobs", () => {
    expect(JSON.stringify(matrixOf([], DEFAULT_JOBS))).toBe('{"include":[]}');
  });

  it("runs each stack once, in no more jobs than asked for, none empty and none much longer than another", () => {
    const stacks = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_.-]{1,8}$/), { maxLength: 60 });
    fc.assert(
      fc.property(stacks, fc.integer({ min: 1, max: 256 }), (given, jobs) => {
        const { include } = matrixOf(given, jobs);
        expect(include.flatMap(({ only }) => only.split(","))).toEqual(given);
        expect(include).toHaveLength(Math.min(jobs, given.length));
        expect(include.map(({ job }) => job)).toEqual(include.map((_, at) => at + 1));
        const counts = include.map(({ accounts, only }) => {
          expect(only.split(",")).toHaveLength(accounts);
          return accounts;
        });
        if (counts.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has at most as many jobs as GitHub takes", () => {
    expect(["1", "20", "256"].map(parseJobs)).toEqual([1, 20, 256]);
    for (const text of ["0", "257", "-1", "x", "", "1.5", "1e2"])
      expect(parseJobs(text)).toBe(
        `--jobs is ${JSON.stringify(text)}; allowed: 1 to 256, GitHub's limit for a matrix`,
      );
  });
});
