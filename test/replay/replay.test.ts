import { describe, expect, it } from "vitest";
import { replay } from "../../provider/replay/replay";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import type { TrafficHit } from "../../provider/replay/traffic";
import { goal, hit, page, recorded, startedAt } from "./recorded";
import { slowly } from "./slow";

const minute = 60_000;

const run = (goals: readonly ReplayGoal[], hits: readonly TrafficHit[], options = {}) =>
  replay(recorded(hits), { title: "program", currency: "EUR", goals }, undefined, options);

async function only(given: Partial<ReplayGoal>, hits: readonly TrafficHit[], options = {}) {
  const answer = await run([goal(given)], hits, options);
  const [first] = answer.goals;
  if (first === undefined) throw new Error("no goal came back");
  return { ...first, notCounted: answer.notCounted };
}

const kinds = ({ problems }: { readonly problems: readonly { readonly kind: string }[] }) =>
  problems.map(({ kind }) => kind);

describe("what stands out", () => {
  const pages = (count: number, address: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => page(address(index)));

  it("a goal that nothing reaches", async () => {
    expect(
      kinds(
        await only(
          { urlExpression: "/thanks" },
          pages(30, () => "/home"),
        ),
      ),
    ).toEqual(["nothing reaches it"]);
  });

  it("a goal that every page reaches, when they are 20 or more of several kinds", async () => {
    const all = { urlExpression: "shop.example", urlOperator: "Contains" };
    const many = pages(20, (index) => `https://shop.example/${index % 2}`);
    expect(kinds(await only(all, many))).toEqual(["matches everything"]);
    expect(kinds(await only(all, many.slice(1)))).toEqual([]);
    expect(
      kinds(
        await only(
          all,
          pages(30, () => "https://shop.example/"),
        ),
      ),
    ).toEqual([]);
    expect(kinds(await only(all, [...many, page("https://other.example/")]))).toEqual([]);
    // Pages of another tag are none of its business.
    expect(kinds(await only(all, [...many, page("https://other.example/", { tagId: "2" })]))).toEqual([
      "matches everything",
    ]);
  });

  it("paused goals count nothing, and say so", async () => {
    const paused = await only(
      { urlExpression: "/", status: "Paused" },
      pages(30, () => "/home"),
    );
    expect([kinds(paused), paused.after?.conversions]).toEqual([["paused"], 0]);
  });

  it.each(["OfflineConversion", "AppInstall", "InStoreTransaction", "Smart"])(
    "%s goals cannot be counted",
    async (type) => {
      const answer = await only(
        { type },
        pages(3, () => "/home"),
      );
      expect([kinds(answer), answer.after]).toEqual([["cannot be counted"], undefined]);
    },
  );

  it("goals whose fields a secret hides cannot be counted, and name the fields", async () => {
    const answer = await only(
      { urlExpression: "/", hidden: ["urlExpression"] },
      pages(3, () => "/home"),
    );
    expect([answer.after, answer.problems[0]?.words]).toEqual([
      undefined,
      "Its urlExpression is not known here.",
    ]);
  });

  it("goals that the very same hits reach, whatever they are called and however they match", async () => {
    const answer = await run(
      [
        goal({ name: "A", urlExpression: "/thanks" }),
        goal({ name: "B", urlExpression: "^/THANKS$", urlOperator: "RegularExpression" }),
        goal({ name: "C", urlExpression: "/" }),
        goal({ name: "D", urlExpression: "/never" }),
        goal({ name: "E", urlExpression: "/nowhere" }),
      ],
      [page("/thanks"), page("/home"), page("/thanks")],
    );
    expect(answer.sameHits).toEqual([{ goals: ["A", "B"], hits: 2 }]);
  });
});

describe("visits", () => {
  const duration = { type: "Duration", minimumDurationInSeconds: 60 };
  const at = (minutes: number, given: Partial<TrafficHit> = {}) =>
    page("/", { time: startedAt + minutes * minute, visitor: "v", ...given });

  it("bear hits that come late", async () => {
    expect((await only(duration, [at(5), at(0), at(6), at(3)])).after).toMatchObject({ reached: 1 });
    const pages = { type: "PagesViewedPerVisit", minimumPagesViewed: 4 };
    expect((await only(pages, [at(5), at(0), at(30), at(20)])).after).toMatchObject({ reached: 1 });
  });

  it("cannot be told where the traffic names nobody", async () => {
    const answer = await only(duration, [at(0, { visitor: undefined }), at(5, { visitor: undefined })]);
    expect([kinds(answer), answer.after, answer.notCounted]).toEqual([
      ["cannot be counted"],
      undefined,
      [
        "The traffic names no sessions and no visitors, so Duration and PagesViewedPerVisit goals are not counted.",
      ],
    ]);
  });

  it("that cannot be told are the same hits as no other goal's", async () => {
    const nobody = page("/", { visitor: undefined });
    const answer = await run(
      [goal({ name: "A", urlExpression: "/" }), goal({ name: "B", type: "Duration" })],
      [nobody],
    );
    expect(answer.sameHits).toEqual([]);
  });

  it("are said to be guessed where some hits name nobody", async () => {
    const answer = await only(duration, [at(0), at(5), at(6, { visitor: undefined })]);
    expect(answer.after).toMatchObject({ reached: 1 });
    expect(answer.notCounted).toEqual([
      "1 of 3 hits name no session and no visitor: each is taken as a visit of its own.",
    ]);
  });
});

describe("goals that count once", () => {
  const unique = { urlExpression: "/thanks", countType: "Unique" };

  it("count a person once in the window, also when hits come late", async () => {
    const at = (minutes: number) => page("/thanks", { visitor: "v", time: startedAt + minutes * minute });
    const windowed = { ...unique, conversionWindowInMinutes: 10 };
    expect((await only(windowed, [at(5), at(0), at(12)])).after).toMatchObject({
      reached: 3,
      conversions: 1,
    });
    expect((await only(windowed, [at(0), at(11)])).after).toMatchObject({ conversions: 2 });
  });

  it("count each hit that names nobody, and say how many", async () => {
    const answer = await only(unique, [page("/thanks"), page("/thanks")]);
    expect(answer.after).toMatchObject({ conversions: 2 });
    expect(answer.notCounted).toEqual([
      "2 conversions of goals with countType Unique come from hits that name no ad click, visitor or session: each is counted.",
    ]);
  });
});

it("says why an expression with letters that addresses have encoded reaches nothing", async () => {
  const hits = [page("https://shop.example/gr%C3%B6%C3%9Fe")];
  const words = async (urlExpression: string) =>
    (await run([goal({ urlExpression })], hits)).goals[0]?.problems[0]?.words;
  expect(await words("/größe")).toMatch(/^No page load of this traffic reaches it\. .*ö is %C3%B6 there/);
  expect(await words("/never")).toBe("No page load of this traffic reaches it.");
});

describe("tags", () => {
  it("a hit without a tag is every tag's, a goal without a tag looks at all hits", async () => {
    const answer = await run(
      [
        goal({ name: "one", tagId: "1", urlExpression: "/" }),
        goal({ name: "two", tagId: "2", urlExpression: "/" }),
        goal({ name: "new", tagId: undefined, urlExpression: "/" }),
      ],
      [page("/", { tagId: "1" }), page("/", { tagId: "3" }), page("/", { tagId: undefined })],
    );
    expect(Object.fromEntries(answer.goals.map(({ name, after }) => [name, after?.reached]))).toEqual({
      one: 2,
      two: 1,
      new: 3,
    });
  });
});

it("small letters are those of the address without its prefix: a sigma after www. is no last one", async () => {
  const equals = { urlOperator: "Equals", urlExpression: "\u03c3" };
  const hits = [page("https://www.\u03a3")];
  expect((await only(equals, hits)).after?.reached).toBe(1);
  expect(slowly([goal({ ...equals, status: "Active" })], hits, {}).counted[0]?.reached).toBe(1);
});

describe("two sides", () => {
  const sides = (after: readonly ReplayGoal[], before: readonly ReplayGoal[], hits: readonly TrafficHit[]) =>
    replay(recorded(hits), { title: "program", goals: after }, { title: "live", goals: before });

  it("pair goals by id, what is left by name", async () => {
    const answer = await sides(
      [goal({ id: "7", name: "New name" }), goal({ name: "Signup" }), goal({ name: "Added" })],
      [
        goal({ id: "8", name: "Signup" }),
        goal({ id: "7", name: "Old name" }),
        goal({ id: "9", name: "Removed" }),
      ],
      [page("/")],
    );
    const short = answer.goals.map(({ name, nameBefore, id, before, after }) => ({
      name,
      nameBefore,
      id,
      sides: [before !== undefined, after !== undefined],
    }));
    expect(short).toEqual([
      { name: "Added", id: undefined, nameBefore: undefined, sides: [false, true] },
      { name: "New name", id: "7", nameBefore: "Old name", sides: [true, true] },
      { name: "Removed", id: "9", nameBefore: undefined, sides: [true, false] },
      { name: "Signup", id: "8", nameBefore: undefined, sides: [true, true] },
    ]);
  });

  it("name pages that began and ceased, with where they stand and without what is personal", async () => {
    const hits = [
      page("https://shop.example/thank-you?mail=jane@mail.example", { line: 1 }),
      page("https://shop.example/thank-you-notes/4711001", { line: 2 }),
      page("https://shop.example/thank-you-notes/4711002#x", { line: 3 }),
      page("https://shop.example/thanks", { line: 4 }),
    ];
    const answer = await sides(
      [goal({ urlExpression: "/thank" })],
      [goal({ urlExpression: "thank-you", urlOperator: "Contains" })],
      hits,
    );
    const back = await sides(
      [goal({ urlExpression: "/thank-you?" })],
      [goal({ urlExpression: "/thank-you" })],
      hits,
    );
    expect(answer.goals[0]).toMatchObject({
      began: [{ what: "https://shop.example/thanks", hits: 1, at: ["access.log:4"] }],
      ceased: [],
    });
    expect(back.goals[0]?.ceased).toEqual([
      { what: "https://shop.example/thank-you-notes/{…}", hits: 2, at: ["access.log:2", "access.log:3"] },
    ]);
    expect(JSON.stringify([answer, back])).not.toMatch(/jane|4711/);
  });

  it("list the hundred most frequent, and say how many hits are left", async () => {
    const words = Array.from({ length: 26 * 26 }, (_, index) =>
      String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26)),
    );
    const hits = [...words, ...words.slice(0, 10), "zz"].map((word) => page(`/x/${word}`));
    const [answer] = (await sides([goal({ urlExpression: "/x/" })], [], hits)).goals;
    expect(answer?.began).toHaveLength(100);
    expect(answer?.began[0]?.hits).toBe(2);
    expect((answer?.began ?? []).reduce((sum, { hits }) => sum + hits, 0) + (answer?.beganMore ?? 0)).toBe(
      hits.length,
    );
  });
});

it("says why an expression with letters that addresses have encoded reaches nothing", async () => {
  const hits = [page("https://shop.example/gr%C3%B6%C3%9Fe")];
  const words = async (urlExpression: string) =>
    (await run([goal({ urlExpression })], hits)).goals[0]?.problems[0]?.words;
  expect(await words("/größe")).toMatch(/^No page load of this traffic reaches it\. .*ö is %C3%B6 there/);
  expect(await words("/never")).toBe("No page load of this traffic reaches it.");
});

describe("tags", () => {
  const goals = [goal({ name: "one", tagId: "1" }), goal({ name: "two", tagId: "2" })];
  const said = async (goals: readonly ReplayGoal[], ...tags: readonly (string | undefined)[]) =>
    (
      await run(
        goals,
        tags.map((tagId) => page("/", { tagId, visitor: "v" })),
      )
    ).notCounted;

  it("that traffic does not name matter where goals are of several", async () => {
    expect(await said(goals, undefined, undefined)).toEqual([
      "The traffic names no tags, and the goals are of 2 tags: each goal is counted as if its tag were on every page.",
    ]);
    expect(await said(goals, "1", undefined)).toEqual([
      expect.stringMatching(/^1 of 2 hits name no tag, and the goals are of 2 tags/),
    ]);
    expect(await said(goals.slice(1), undefined, undefined)).toEqual([]);
    expect(await said(goals, "1", "2")).toEqual([]);
  });

  it("that goals do not know yet make a page with two tags count twice, and the answer says so", async () => {
    const fresh = goal({ name: "new", tagId: undefined });
    expect(await said([fresh], "1", "2")).toEqual([
      "The traffic is of several tags, and the tag of 1 goal is not known yet: what each tag sends is counted, so a page with two tags counts twice.",
    ]);
    expect(await said([fresh], "1", "1")).toEqual([]);
  });
});

describe("rules", () => {
  it("can be turned on and off; the answer names those it hangs on, with their marks", async () => {
    const hits = [page("/thanks"), page("/thanks", { click: "c" })];
    const off = await run([goal({ urlExpression: "/thanks" })], hits);
    const on = await run([goal({ urlExpression: "/thanks" })], hits, { rules: { "collect.click": true } });
    expect([off, on].map(({ goals }) => goals[0]?.after?.conversions)).toEqual([2, 1]);
    const says = (answer: typeof off) => answer.reliedOn.find(({ rule }) => rule === "collect.click");
    expect(says(off)).toMatchObject({ mark: "documented", says: expect.stringMatching(/^Not applied: /) });
    expect(says(on)?.says).toMatch(/^Only what follows/);
  });

  it("of visits only where goals are about them", async () => {
    const rules = async (goals: readonly ReplayGoal[]) =>
      (await run(goals, [hit({ page: "/", session: "s" })])).reliedOn.map(({ rule }) => rule);
    expect(await rules([goal({ urlExpression: "/" })])).not.toContain("collect.visit");
    expect(await rules([goal({ type: "Duration" })])).toContain("collect.visit");
  });
});

it("ends when it is told to", async () => {
  const control = new AbortController();
  const progress: number[] = [];
  const hits = Array.from({ length: 20_000 }, () => page("/"));
  const running = replay(recorded(hits, 2_048), { title: "program", goals: [] }, undefined, {
    signal: control.signal,
    progress: (count) => {
      progress.push(count);
      control.abort(new Error("enough"));
    },
  });
  await expect(running).rejects.toThrow("enough");
  expect(progress).toEqual([2_048]);
});
