import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ConversionGoalLibrary, UetTag, UrlGoal } from "../../provider";

const DEFAULT_LIMIT = Error.stackTraceLimit;

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: () => ({}),
  }),
);
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const order = (name: string) =>
  new UrlGoal(name, {
    name: "Order",
    tagId: "1",
    urlOperator: "Contains",
    urlExpression: "/thanks",
    goalCategory: "Purchase",
  });
const MADE = {
  goal: order,
  tag: (name: string) => new UetTag(name, { name: "Site" }),
  library: (name: string) => new ConversionGoalLibrary(name, { goals: {} }),
};

/** How many stack traces with frames are put into words while `work` runs. */
function tracesOf(work: () => unknown): number {
  const prepare = Error.prepareStackTrace;
  let count = 0;
  Error.prepareStackTrace = (error, frames) => {
    if (frames.length > 0) count += 1;
    return prepare === undefined ? String(error) : prepare(error, frames);
  };
  try {
    work();
  } finally {
    Error.prepareStackTrace = prepare;
  }
  return count;
}

describe.each(Object.entries(MADE))("a %s", (_, make) => {
  it("costs the program no more stack traces than its own position", () => {
    expect(tracesOf(() => make("one"))).toBeLessThanOrEqual(2);
  });

  it("leaves errors their stack traces", () => {
    make("two");
    expect(Error.stackTraceLimit).toBe(DEFAULT_LIMIT);
  });

  it("that cannot be made says at which line of the program", () => {
    const error = thrownBy(() => make(""));
    expect(error.message).toContain("name");
    expect(error.stack).toContain("stackTraces.test.ts");
    expect(Error.stackTraceLimit).toBe(DEFAULT_LIMIT);
  });
});

it("the engine is told where in the program a resource stands", async () => {
  const registered = vi.spyOn(MockMonitor.prototype, "registerResource");
  const tag = MADE.tag("here");
  await new Promise((resolve) => tag.urn.apply(resolve));
  const request = registered.mock.calls.map(([each]) => each).find((each) => each.getName() === "here");
  expect(request.getSourceposition().getUri()).toContain("stackTraces.test.ts");
});

it("whoever looks for leaking promises gets all traces", () => {
  vi.stubEnv("PULUMI_DEBUG_PROMISE_LEAKS", "true");
  expect(tracesOf(() => order("three"))).toBeGreaterThan(20);
});

function thrownBy(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}
