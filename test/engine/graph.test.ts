import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deleteWaves, dependants, neededBy, needs } from "../../provider/engine/graph";
import { state } from "./support/states";

const names = (waves: readonly (readonly { readonly urn: string }[])[]): string[][] =>
  waves.map((wave) => wave.map(({ urn }) => urn).sort());

describe("what a resource needs", () => {
  it("is what it depends on, its parent, its provider, and what it is deleted with", () => {
    const all = needs(
      state("x", {
        dependencies: ["a"],
        propertyDependencies: { p: ["b"], q: [] },
        parent: "c",
        provider: "d::default::uuid",
        deletedWith: "e",
      }),
    );
    expect([...all].sort()).toEqual(["a", "b", "c", "d::default", "e"]);
  });
});

describe("the order of deletes", () => {
  it("puts what needs something before it", () => {
    const states = [
      state("a"),
      state("b", { dependencies: ["a"] }),
      state("c", { dependencies: ["b"] }),
      state("d"),
    ];
    expect(names(deleteWaves(states))).toEqual([["c", "d"], ["b"], ["a"]]);
  });

  it("takes a component for all that is inside it", () => {
    const states = [
      state("box", { custom: false }),
      state("inner", { custom: false, parent: "box" }),
      state("kid", { parent: "inner" }),
      state("user", { dependencies: ["box"] }),
    ];
    expect(names(deleteWaves(states))).toEqual([["user"], ["kid"], ["inner"], ["box"]]);
  });

  it("does not hang a child on its own siblings", () => {
    const states = [
      state("box", { custom: false }),
      state("k1", { parent: "box" }),
      state("k2", { parent: "box" }),
    ];
    expect(names(deleteWaves(states))).toEqual([["k1", "k2"], ["box"]]);
  });

  it("holds every resource once, each after all that need it, for any graph", () => {
    const graphs = fc
      .array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 })
      .map((lists) =>
        lists.map((list, i) => state(`r${i}`, { dependencies: i === 0 ? [] : list.map((n) => `r${n % i}`) })),
      );
    fc.assert(
      fc.property(graphs, (states) => {
        const waves = deleteWaves(states);
        expect(waves.flat().length).toBe(states.length);
        const waveOf = new Map(waves.flatMap((wave, i) => wave.map(({ urn }) => [urn, i] as const)));
        for (const { urn, dependencies } of states) {
          for (const need of dependencies) expect(waveOf.get(urn)).toBeLessThan(waveOf.get(need) ?? -1);
        }
      }),
    );
  });
});

describe("reach in the graph", () => {
  const states = [
    state("a"),
    state("b", { dependencies: ["a"] }),
    state("c", { parent: "b" }),
    state("other"),
  ];

  it("downwards: all that is needed, near and far", () => {
    expect([...neededBy(["c"], states)].sort()).toEqual(["a", "b", "c"]);
  });

  it("upwards: all that needs it, near and far, without itself", () => {
    expect(dependants(["a"], states).map(({ urn }) => urn)).toEqual(["b", "c"]);
  });
});
