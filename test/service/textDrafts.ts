import fc from "fast-check";
import { expect } from "vitest";
import { goalProblems } from "../../provider/goals/validate";
import { tagProblems } from "../../provider/tags/tagProblems";
import { throughBytes } from "../support/protocolBytes";
import { anyLongText, anyText, isXmlText } from "./anyText";

export type Texts = Readonly<Record<string, string>>;

/** A goal or a tag of random texts. */
export interface Draft {
  readonly type: "Url" | "Event" | "AppInstall" | "OfflineConversion" | "tag";
  readonly texts: Texts;
}

/** One with a text in every field that takes one. */
export const draft: fc.Arbitrary<Draft> = fc.oneof(
  drafted("Url", { name: anyText(6), urlExpression: anyLongText(20) }),
  drafted("Event", {
    name: anyText(6),
    actionExpression: anyText(10),
    categoryExpression: anyText(10),
    labelExpression: anyText(10),
  }),
  drafted("AppInstall", { name: anyText(6), appStoreId: anyLongText(10) }),
  drafted("OfflineConversion", { name: anyText(12) }),
  drafted("tag", { name: anyText(6), description: anyLongText(20) }),
);

function drafted(
  type: Draft["type"],
  texts: Readonly<Record<string, fc.Arbitrary<string>>>,
): fc.Arbitrary<Draft> {
  return fc.record(texts).map((made) => ({ type, texts: made }));
}

const OTHERS = {
  Url: { urlOperator: "Contains", goalCategory: "Other" },
  Event: {
    goalCategory: "Other",
    actionOperator: "Equals",
    categoryOperator: "Equals",
    labelOperator: "Equals",
  },
  AppInstall: { appPlatform: "Android" },
  OfflineConversion: { goalCategory: "Other" },
  tag: {},
} as const;

/** All the fields of a draft: its texts, and what it needs beside them. */
export function fieldsOf({ type, texts }: Draft, tagId: string): Readonly<Record<string, unknown>> {
  return { ...OTHERS[type], ...texts, ...(type === "Url" || type === "Event" ? { tagId } : {}) };
}

/** A draft under a name that no other has; the number stands inside, so that both ends are as they were drawn. */
export function numbered({ type, texts }: Draft, number: string): Draft {
  const { name = "" } = texts;
  const half = Math.ceil(name.length / 2);
  return { type, texts: { ...texts, name: `${name.slice(0, half)}${number}${name.slice(half)}` } };
}

/** How many texts there are in all. */
export function textsIn(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { texts }) => sum + Object.keys(texts).length, 0);
}

/** Whether check lets a draft pass. Fails unless check says what there is to say, field by field. */
export function passesCheck({ type, texts }: Draft): boolean {
  const inputs = fieldsOf({ type, texts }, "1");
  // The protocol between engine and provider has no lone surrogates: the resources refuse them before it.
  const carried = Object.values(texts).every((text) => text.isWellFormed()) ? throughBytes(inputs) : inputs;
  expect(carried).toEqual(inputs);
  const problems = type === "tag" ? tagProblems(carried, 13) : goalProblems({ type, ...carried }, 13);
  const refused = Object.entries(texts).filter(([field, text]) => isRefused(field, text));
  expect(problems.map(({ property }) => property).sort()).toEqual(refused.map(([field]) => field).sort());
  for (const [field] of refused.filter(([, text]) => !isXmlText(text)))
    expect(problems.find(({ property }) => property === field)?.reason).toMatch(
      /holds the character U\+[0-9A-F]{4}, which XML cannot carry/,
    );
  return refused.length === 0;
}

/** By the test's own reading of the rules. */
function isRefused(field: string, text: string): boolean {
  if (!isXmlText(text)) return true;
  // A tag's description may have several lines; nothing else that people read as one line has control characters.
  if (/\p{Cc}/u.test(field === "description" ? text.replace(/[\t\n\r]/g, "") : text)) return true;
  if (field !== "description" && text.trim() === "") return true;
  return text.length > (/^(name|action|category|label)/.test(field) ? 100 : Number.POSITIVE_INFINITY);
}
