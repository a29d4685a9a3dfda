import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Gather } from "../../../provider/account/batch/gather";
import { RunProgress } from "../../../provider/account/batch/runProgress";
import { VirtualClock } from "../../support/virtualClock";

const WRITE = 300;

/** A gatherer whose writes take 300 ms, what it sent when, and a run of the engine that its requests come from. */
function gatherer(fail?: (batch: readonly string[]) => Error | undefined) {
  const clock = new VirtualClock();
  const progress = new RunProgress(() => clock.now());
  const sent: { readonly at: number; readonly items: readonly string[] }[] = [];
  let running = 0;
  const account = { kind: "goals", name: "111/222" } as const;
  const gather = new Gather<string, string>(account, clock, progress, async (items) => {
    sent.push({ at: clock.now(), items });
    running += 1;
    if (running > 1) throw new Error("Two writes at a time.");
    await new Promise<void>((resolve) => clock.after(WRITE, resolve));
    running -= 1;
    const error = fail?.(items);
    if (error !== undefined) throw error;
    return items.map((item) => `done ${item}`);
  });
  const outcomes = new Map<string, string>();
  const submit = (item: string, arrival: { readonly key?: string; readonly operation?: string } = {}) =>
    gather.submit(item, arrival).then(
      (outcome) => outcomes.set(item, outcome),
      (error: Error) => outcomes.set(item, error.message),
    );
  /** As an update comes: its resource was checked and compared. */
  const decide = (items: readonly string[]) => {
    for (const item of items) {
      progress.checked("goals", item, false);
      gather.announce(item);
      progress.compared("goals", item);
    }
  };
  const arrive = (items: readonly string[]) => {
    for (const item of items) void submit(item, { key: item });
  };
  const sizes = () => sent.map(({ items }) => items.length);
  return { clock, progress, gather, sent, outcomes, submit, decide, arrive, sizes };
}

const names = (count: number, start = 0) => Array.from({ length: count }, (_, index) => `n${start + index}`);

describe("a gatherer of a program that counts sends", () => {
  it("at once when all that is declared is decided and there, so that one change is not held up", async () => {
    const { clock, progress, sent, decide, arrive } = gatherer();
    progress.declares("goals", 1);
    decide(["n0"]);
    await clock.advance(100);
    arrive(["n0"]);
    await clock.advance(0);
    expect(sent).toEqual([{ at: 100, items: ["n0"] }]);
  });

  it("not while the engine still works its way through the others, however slowly", async () => {
    const { clock, progress, sent, decide, arrive } = gatherer();
    progress.declares("goals", 100);
    for (let at = 0; at < 100; at += 1) {
      const name = `n${at}`;
      progress.checked("goals", name, false);
      const isChanged = at % 40 === 0;
      if (isChanged) decide([name]);
      else progress.compared("goals", name);
      await clock.advance(400);
      if (isChanged) arrive([name]);
    }
    await clock.advance(0);
    expect(sent.map(({ items }) => items)).toEqual([["n0", "n40", "n80"]]);
    expect(sent[0]?.at).toBeLessThanOrEqual(40_000);
  });

  it("as many as the engine has room for, each time as soon as they are there", async () => {
    const { clock, progress, outcomes, decide, arrive, sizes } = gatherer();
    progress.declares("goals", 20);
    progress.worksOn(8);
    decide(names(20));
    for (const [count, start] of [
      [8, 0],
      [8, 8],
      [4, 16],
    ] as const) {
      arrive(names(count, start));
      await clock.advance(WRITE);
    }
    expect(sizes()).toEqual([8, 8, 4]);
    expect([outcomes.size, clock.now()]).toEqual([20, 3 * WRITE]);
  });

  it("what a busy slot leaves room for: after 3 s the first time, then at once", async () => {
    const { clock, progress, sent, decide, arrive } = gatherer();
    progress.declares("goals", 30);
    progress.worksOn(8);
    decide(names(30));
    arrive(names(7));
    await clock.advance(2_999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    await clock.advance(WRITE);
    for (const [count, start] of [
      [7, 7],
      [7, 14],
    ] as const) {
      arrive(names(count, start));
      await clock.advance(WRITE);
    }
    // The slot is free again: one more at a time is learned from the first time that it comes.
    arrive(names(8, 21));
    await clock.advance(WRITE);
    expect(sent.map(({ at, items }) => [at, items.length])).toEqual([
      [3_000, 7],
      [3_300, 7],
      [3_600, 7],
      [3_900, 8],
    ]);
  });

  it("3 s after the last sign of life where some never come: they depend on what waits", async () => {
    const { clock, progress, sent, decide, arrive } = gatherer();
    progress.declares("goals", 5);
    decide(names(2));
    arrive(names(2));
    await clock.advance(1_000);
    progress.heard();
    await clock.advance(2_999);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent).toEqual([{ at: 4_000, items: names(2) }]);
  });

  it("after a minute, whatever goes on", async () => {
    const { clock, progress, sent, decide, arrive } = gatherer();
    progress.declares("goals", 500);
    decide(names(1));
    arrive(names(1));
    for (let beat = 0; beat < 70; beat += 1) {
      progress.heard();
      await clock.advance(1_000);
    }
    expect(sent).toEqual([{ at: 60_000, items: ["n0"] }]);
  });

  it("a hundred as soon as they are there, and the others after them", async () => {
    const { clock, progress, decide, arrive, sizes } = gatherer();
    progress.declares("goals", 250);
    decide(names(250));
    arrive(names(240));
    await clock.advance(0);
    expect(sizes()).toEqual([100]);
    await clock.advance(WRITE);
    expect(sizes()).toEqual([100, 100]);
    arrive(names(10, 240));
    await clock.advance(WRITE);
    expect(sizes()).toEqual([100, 100, 50]);
  });

  it("what is withdrawn is not waited for", async () => {
    const { clock, progress, gather, sent, decide, arrive } = gatherer();
    progress.declares("goals", 5);
    decide(names(5));
    arrive(names(3));
    gather.withdraw("n3");
    await clock.advance(10);
    expect(sent).toEqual([]);
    gather.withdraw("n4");
    await clock.advance(0);
    expect(sent).toEqual([{ at: 10, items: names(3) }]);
  });

  it("all goals of a library together, though it is one operation and the engine has room for one", async () => {
    const { clock, progress, gather, sent, submit } = gatherer();
    progress.declares("goals", 1);
    progress.worksOn(1);
    progress.checked("goals", "library", true);
    for (const name of names(3)) gather.announce(name);
    for (const name of names(3)) {
      void submit(name, { key: name, operation: "library" });
      await Promise.resolve();
    }
    await clock.advance(0);
    expect(sent).toEqual([{ at: 0, items: names(3) }]);
  });

  it("goals that the program declares late: the larger number counts", async () => {
    const { clock, progress, sizes, decide, arrive } = gatherer();
    progress.declares("goals", 3);
    decide(names(2));
    arrive(names(2));
    progress.declares("goals", 4);
    decide(names(1, 2));
    arrive(names(1, 2));
    await clock.advance(100);
    expect(sizes()).toEqual([]);
    progress.checked("goals", "n3", true);
    await clock.advance(0);
    expect(sizes()).toEqual([3]);
  });
});

describe("a gatherer whose requests nobody counts sends", () => {
  it("unannounced pauses together, after a short quiet", async () => {
    const { clock, sent, submit } = gatherer();
    for (const name of names(5)) {
      void submit(name);
      await clock.advance(8);
    }
    expect(sent).toEqual([]);
    await clock.advance(42);
    expect(sent).toEqual([{ at: 82, items: names(5) }]);
  });

  it("pauses among what is counted after a short quiet too: more of them may be coming", async () => {
    const { clock, progress, sent, submit, decide, arrive } = gatherer();
    progress.declares("goals", 1);
    decide(["n0"]);
    void submit("pause 1");
    arrive(["n0"]);
    await clock.advance(10);
    void submit("pause 2");
    await clock.advance(50);
    expect(sent).toEqual([{ at: 60, items: ["pause 1", "n0", "pause 2"] }]);
  });

  it("never later than the bound, whatever goes on", async () => {
    const { clock, gather, progress, sent, submit } = gatherer();
    for (const name of names(200)) gather.announce(name);
    for (let at = 0; at < 50; at += 1) {
      void submit(`n${at}`, { key: `n${at}` });
      progress.heard();
      await clock.advance(200);
    }
    expect(sent[0]?.at).toBe(6_000);
  });

  it("what arrives during a write together in the next", async () => {
    const { clock, sizes, submit } = gatherer();
    void submit("n0");
    await clock.advance(50);
    expect(sizes()).toEqual([1]);
    for (const name of names(8, 1)) {
      void submit(name);
      await clock.advance(10);
    }
    expect(sizes()).toEqual([1]);
    await clock.advance(WRITE);
    expect(sizes()).toEqual([1, 8]);
  });
});

describe("a gatherer answers", () => {
  it("all of a set with its error, and goes on", async () => {
    const { clock, gather, outcomes, progress, decide, arrive } = gatherer((items) =>
      items.includes("n1") ? new Error("no") : undefined,
    );
    progress.declares("goals", 3);
    progress.worksOn(2);
    decide(names(3));
    arrive(names(2));
    await clock.advance(WRITE);
    arrive(["n2"]);
    await clock.advance(WRITE);
    expect(Object.fromEntries(outcomes)).toEqual({ n0: "no", n1: "no", n2: "done n2" });
    expect(gather.busy).toBe(false);
  });

  it("a request without an outcome with an error", async () => {
    const clock = new VirtualClock();
    const account = { kind: "goals", name: "111/222" } as const;
    const progress = new RunProgress(() => clock.now());
    const gather = new Gather<string, string>(account, clock, progress, async () => []);
    await expect(clock.until(gather.submit("a"))).rejects.toThrow("fewer outcomes");
  });

  it("after stop what waits and what comes with the reason, while the write under way goes on", async () => {
    const { clock, gather, outcomes, sizes, submit } = gatherer();
    void submit("n0");
    await clock.advance(50);
    void submit("n1");
    gather.stop(new Error("interrupted"));
    expect(gather.busy).toBe(true);
    void submit("n2");
    await clock.advance(10_000);
    expect(Object.fromEntries(outcomes)).toEqual({ n0: "done n0", n1: "interrupted", n2: "interrupted" });
    expect(sizes()).toEqual([1]);
    expect([gather.busy, clock.pending]).toEqual([false, 0]);
  });

  it("every request once, in sets of a hundred at most, one at a time, for any pattern of arrivals", async () => {
    const event = fc.record({
      pause: fc.oneof(fc.nat(30), fc.nat(2_000)),
      burst: fc.integer({ min: 1, max: 60 }),
      isAnnounced: fc.boolean(),
      alsoAnnounced: fc.nat(3),
      declared: fc.option(fc.nat(500), { nil: undefined }),
      parallelism: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), fc.boolean(), async (events, failing) => {
        const fail = (items: readonly string[]) =>
          failing && items.includes("n7") ? new Error("no") : undefined;
        const { clock, progress, gather, sent, outcomes, submit } = gatherer(fail);
        let count = 0;
        for (const { pause, burst, isAnnounced, alsoAnnounced, declared, parallelism } of events) {
          if (declared !== undefined) progress.declares("goals", declared);
          if (parallelism !== undefined) progress.worksOn(parallelism);
          for (let more = 0; more < alsoAnnounced; more += 1) gather.announce(`never ${count} ${more}`);
          for (const name of names(burst, count)) {
            if (isAnnounced) gather.announce(name);
            void submit(name, isAnnounced ? { key: name } : {});
          }
          count += burst;
          await clock.advance(pause);
        }
        await clock.advance(200_000);
        const all = sent.flatMap(({ items }) => items);
        expect([...all].sort()).toEqual(names(count).sort());
        expect(outcomes.size).toBe(count);
        for (const [name, outcome] of outcomes) expect([`done ${name}`, "no"]).toContain(outcome);
        for (const { items } of sent) expect(items.length).toBeLessThanOrEqual(100);
        sent.forEach(({ at }, index) => {
          if (index > 0) expect(at).toBeGreaterThanOrEqual((sent[index - 1]?.at ?? 0) + WRITE);
        });
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
