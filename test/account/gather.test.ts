import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Gather } from "../../provider/account/gather";
import { settle, VirtualClock } from "../support/virtualClock";

const WRITE = 300;

/** A gatherer whose writes take 300 ms, and what it sent when. */
function gatherer(fail?: (batch: readonly string[]) => Error | undefined) {
  const clock = new VirtualClock();
  const sent: { readonly at: number; readonly items: readonly string[] }[] = [];
  let running = 0;
  const gather = new Gather<string, string>(clock, async (items) => {
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
  const submit = (item: string, key?: string) =>
    gather.submit(item, key).then(
      (outcome) => outcomes.set(item, outcome),
      (error: Error) => outcomes.set(item, error.message),
    );
  const sizes = () => sent.map(({ items }) => items.length);
  return { clock, gather, sent, outcomes, submit, sizes };
}

const names = (count: number, start = 0) => Array.from({ length: count }, (_, index) => `n${start + index}`);

describe("a gatherer sends", () => {
  it("at once when nothing announced is missing, so that one change is not held up", async () => {
    const { clock, gather, sent, submit } = gatherer();
    gather.heard();
    gather.announce("update n0");
    await clock.advance(100);
    void submit("n0", "update n0");
    await settle();
    expect(sent).toEqual([{ at: 100, items: ["n0"] }]);
  });

  it("not before check and diff have been quiet for 25 ms", async () => {
    const { clock, gather, sent, submit } = gatherer();
    for (const name of names(3)) gather.announce(name);
    gather.heard();
    for (const name of names(3)) void submit(name, name);
    for (let beat = 0; beat < 10; beat += 1) {
      gather.heard();
      await clock.advance(5);
    }
    expect(sent).toEqual([]);
    await clock.advance(20);
    expect(sent).toEqual([{ at: 70, items: ["n0", "n1", "n2"] }]);
  });

  it("a hundred as soon as they are there, and the others after them", async () => {
    const { clock, gather, submit, sizes } = gatherer();
    for (const name of names(250)) gather.announce(name);
    for (const name of names(240)) void submit(name, name);
    await settle();
    expect(sizes()).toEqual([100]);
    await clock.advance(WRITE);
    expect(sizes()).toEqual([100, 100]);
    for (const name of names(10, 240)) void submit(name, name);
    await clock.advance(WRITE);
    expect(sizes()).toEqual([100, 100, 50]);
  });

  it("after a quiet time when announced ones do not come, and withdrawn ones are not waited for", async () => {
    const { clock, gather, sent, submit } = gatherer();
    for (const name of names(5)) gather.announce(name);
    for (const name of names(3)) void submit(name, name);
    await clock.advance(499);
    expect(sent).toEqual([]);
    gather.withdraw("n3");
    await clock.advance(0);
    expect(sent).toEqual([]);
    gather.withdraw("n4");
    await clock.advance(0);
    expect(sent).toEqual([{ at: 499, items: ["n0", "n1", "n2"] }]);
  });

  it("never later than the bound, whatever goes on", async () => {
    const { clock, gather, sent, submit } = gatherer();
    for (const name of names(200)) gather.announce(name);
    for (let at = 0; at < 50; at += 1) {
      void submit(`n${at}`, `n${at}`);
      gather.heard();
      await clock.advance(200);
    }
    expect(sent[0]?.at).toBe(6_000);
  });

  it("unannounced deletes together, after a short quiet", async () => {
    const { clock, sent, submit } = gatherer();
    for (const name of names(5)) {
      void submit(name);
      await clock.advance(8);
    }
    expect(sent).toEqual([]);
    await clock.advance(42);
    expect(sent).toEqual([{ at: 82, items: names(5) }]);
  });

  it("what arrives during a write together in the next", async () => {
    const { clock, gather, sizes, submit } = gatherer();
    for (const name of names(9)) gather.announce(name);
    void submit("n0", "n0");
    for (const name of names(8, 1)) gather.withdraw(name);
    await clock.advance(0);
    expect(sizes()).toEqual([1]);
    for (const name of names(8, 1)) {
      gather.announce(name);
      void submit(name, name);
      await clock.advance(10);
    }
    expect(sizes()).toEqual([1]);
    await clock.advance(WRITE);
    expect(sizes()).toEqual([1, 8]);
  });
});

describe("a gatherer answers", () => {
  it("all of a set with its error, and goes on", async () => {
    const { clock, gather, outcomes, submit } = gatherer((items) =>
      items.includes("n1") ? new Error("no") : undefined,
    );
    for (const name of names(2)) gather.announce(name);
    for (const name of names(2)) void submit(name, name);
    await clock.advance(WRITE);
    gather.announce("n2");
    void submit("n2", "n2");
    await clock.advance(WRITE);
    expect(Object.fromEntries(outcomes)).toEqual({ n0: "no", n1: "no", n2: "done n2" });
    expect(gather.busy).toBe(false);
  });

  it("a request without an outcome with an error", async () => {
    const gather = new Gather<string, string>(new VirtualClock(), async () => []);
    gather.announce("a");
    await expect(gather.submit("a", "a")).rejects.toThrow("fewer outcomes");
  });

  it("after stop what waits and what comes with the reason, while the write under way goes on", async () => {
    const { clock, gather, outcomes, sizes, submit } = gatherer();
    gather.announce("n0");
    void submit("n0", "n0");
    await settle();
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
      announced: fc.boolean(),
      alsoAnnounced: fc.nat(3),
      heard: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 25 }), fc.boolean(), async (events, failing) => {
        const fail = (items: readonly string[]) =>
          failing && items.includes("n7") ? new Error("no") : undefined;
        const { clock, gather, sent, outcomes, submit } = gatherer(fail);
        let count = 0;
        for (const { pause, burst, announced, alsoAnnounced, heard } of events) {
          if (heard) gather.heard();
          for (let more = 0; more < alsoAnnounced; more += 1) gather.announce(`never ${count} ${more}`);
          for (const name of names(burst, count)) {
            if (announced) gather.announce(name);
            void submit(name, name);
          }
          count += burst;
          await clock.advance(pause);
        }
        await clock.advance(60_000);
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
