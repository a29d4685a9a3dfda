import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test, vi } from "vitest";
import { countDeclared, programCounts } from "../../provider/resources/declared";

/** As the SDK keeps one root resource for each run of a program. */
const stack = (name: string) => ({ name }) as unknown as pulumi.Resource;
const runOf = (root: pulumi.Resource | undefined) =>
  vi
    .spyOn(pulumi.runtime, "getStackResource")
    .mockReturnValue(root as ReturnType<typeof pulumi.runtime.getStackResource>);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("the counts hold all that the program declares before it waits for something, whichever asks first", async () => {
  runOf(stack("a"));
  const first = programCounts("goals");
  countDeclared("goals", {});
  countDeclared("tags", {});
  const second = programCounts("goals");
  countDeclared("goals", undefined);
  const counts = [first, second, programCounts("tags")].map(({ declared }) => declared);
  const all = { goals: 2, tags: 1 };
  expect(await Promise.all(counts)).toEqual([all, all, all]);
});

test("what is declared late raises the number", async () => {
  runOf(stack("a"));
  countDeclared("goals", {});
  expect(await programCounts("goals").declared).toEqual({ goals: 1 });
  countDeclared("goals", {});
  expect(await programCounts("goals").declared).toEqual({ goals: 2 });
});

test("a resource that is looked up by its id or URN is not counted: no write is asked for it", async () => {
  runOf(stack("a"));
  countDeclared("goals", { id: "4711" });
  countDeclared("goals", { urn: "urn:pulumi:a::b::c::d" });
  expect(await programCounts("goals").declared).toEqual({});
});

test("each run of a program counts for itself: an inline program may run twice, or beside another, in one process", async () => {
  for (const root of [stack("a"), stack("b"), stack("a")]) {
    runOf(root);
    countDeclared("goals", {});
    expect(await programCounts("goals").declared).toEqual({ goals: 1 });
  }
});

test("the engine's parallelism is told where Pulumi says it and where it is bounded", () => {
  runOf(stack("a"));
  const told = (value: string | undefined) => {
    vi.stubEnv("PULUMI_NODEJS_PARALLEL", value);
    return programCounts("goals").parallelism;
  };
  expect(["8", "77", "0", "-1", "", undefined].map(told)).toEqual([
    8,
    77,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("nothing is told outside a deployment", () => {
  runOf(undefined);
  countDeclared("goals", {});
  expect(programCounts("goals")).toEqual({});
});
