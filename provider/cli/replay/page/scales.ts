import { type Scale, SHAPES } from "../../shared/page/scale";
import type { GoalKind } from "../show/kinds";

/** What becomes of goals, worst first. */
export const GOALS: Scale<GoalKind> = {
  names: ["fewer", "more", "moved", "none", "unclear", "paused", "counted", "same"],
  kinds: {
    fewer: { title: "Fewer", means: "conversions than before", tone: "inactive", shape: SHAPES.down },
    more: { title: "More", means: "conversions than before", tone: "changed", shape: SHAPES.up },
    moved: {
      title: "Otherwise",
      means: "as many, of other hits or worth",
      tone: "silent",
      shape: SHAPES.pencil,
    },
    none: {
      title: "Not reached",
      means: "by anything in the traffic",
      tone: "inactive",
      shape: SHAPES.cross,
    },
    unclear: {
      title: "Not counted",
      means: "the traffic cannot tell",
      tone: "unknown",
      shape: SHAPES.question,
    },
    paused: { title: "Paused", means: "counts nothing", tone: "paused", shape: SHAPES.pause },
    counted: { title: "Counted", means: "reached by the traffic", tone: "ok", shape: SHAPES.check },
    same: { title: "As before", means: "the same conversions", tone: "ok", shape: SHAPES.check },
  },
};

/** What is said of a group's goals, after how many they are. */
export const SAID: Readonly<Record<GoalKind, string>> = {
  fewer: "fewer conversions than before",
  more: "more conversions than before",
  moved: "as many conversions as before, of other hits or worth",
  none: "not reached by anything in the traffic",
  unclear: "not counted, since the traffic cannot tell",
  paused: "paused",
  counted: "reached by the traffic",
  same: "as before",
};

/** The two sides of a bar. */
export const SIDES: Scale<"before" | "after"> = {
  names: ["before", "after"],
  kinds: {
    before: { title: "Before", means: "conversions", tone: "paused", shape: SHAPES.square },
    after: { title: "After", means: "conversions", tone: "changed", shape: SHAPES.square },
  },
};

/** Hits that count on one side only. */
export const CHANGES: Scale<"ceased" | "began"> = {
  names: ["ceased", "began"],
  kinds: {
    ceased: { title: "Ceased to count", means: "hits", tone: "inactive", shape: SHAPES.square },
    began: { title: "Began to count", means: "hits", tone: "changed", shape: SHAPES.square },
  },
};
