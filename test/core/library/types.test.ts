import { describe, expectTypeOf, it } from "vitest";
import type { ConversionGoalLibraryArgs, LibraryGoal } from "../../../provider";

/** Checked by the compiler: a line that is wrong, or an error that no longer comes, fails the build. */
describe("the goals of a library", () => {
  it("have the fields of their type, but no name", () => {
    const goals: Record<string, LibraryGoal> = {
      page: {
        type: "Url",
        tagId: "1",
        urlExpression: "/x",
        renamedFrom: "site",
        adopt: "7",
        onDelete: "retain",
      },
      deal: { type: "OfflineConversion" },
      later: { type: "Duration", tagId: Promise.resolve("1"), minimumDurationInSeconds: 5 },
      // @ts-expect-error: a Url goal needs its expression
      short: { type: "Url", tagId: "1" },
      // @ts-expect-error: the key is the name
      named: { type: "OfflineConversion", name: "Deal" },
      // @ts-expect-error: an offline goal has no tag
      tagged: { type: "OfflineConversion", tagId: "1" },
    };
    expectTypeOf(goals).toExtend<ConversionGoalLibraryArgs["goals"]>();
  });

  it("are all that a library needs; an id to adopt is one goal's", () => {
    expectTypeOf<{ goals: Record<string, LibraryGoal> }>().toExtend<ConversionGoalLibraryArgs>();
    expectTypeOf<{
      goals: Record<string, LibraryGoal>;
      adopt: "7";
    }>().not.toExtend<ConversionGoalLibraryArgs>();
    expectTypeOf<{ unlisted: "delete" }>().not.toExtend<Pick<ConversionGoalLibraryArgs, "unlisted">>();
  });
});
