import { output } from "../support/e2eStack";
import type { Plan, Slot } from "./plan";

/** A run that is watched call by call: what is there before it, and what it is to do. */
export interface MatrixCase {
  readonly name: string;
  /** What stands when the run begins; undefined: nothing. */
  readonly before: Plan | undefined;
  /** What stands is not in state: the run takes it over. */
  readonly isStateLost: boolean;
  /** Undefined: all is destroyed. */
  readonly plan: Plan | undefined;
}

function slotsOf(where: Slot["where"], isEdited: boolean, adopt: boolean): readonly Slot[] {
  const common = { where, isNewGoal: false, ...(adopt ? { adopt: true as const } : {}) };
  const window = { conversionWindowInMinutes: isEdited ? 90 : 60 };
  const tagId = output("site", "id");
  return [
    {
      ...common,
      key: "order",
      name: "Order placed",
      type: "Url",
      groups: [
        { tagId, urlExpression: "/thanks", urlOperator: "Contains", goalCategory: "Purchase" },
        window,
      ],
    },
    {
      ...common,
      key: "signup",
      name: "Signed up",
      type: "Event",
      groups: [
        {
          tagId,
          goalCategory: "Signup",
          actionOperator: "Equals",
          actionExpression: isEdited ? "tap" : "click",
        },
      ],
    },
    {
      ...common,
      key: "deal",
      name: "Deal closed",
      type: "OfflineConversion",
      groups: [{ goalCategory: "Purchase" }, window],
    },
  ];
}

function planOf(where: Slot["where"], isEdited: boolean, adopt = false): Plan {
  const site = { name: "Main site", description: isEdited ? "edited" : "first" };
  const slots = slotsOf(where, isEdited, adopt);
  return {
    tags: { site },
    slots,
    gone: [],
    unlisted: false,
    hasLibrary: where === "library",
    account: "222",
    libraryIgnores: [],
    libraryByTransform: false,
    next: 1,
  };
}

/** Settings of the account, a shared tag, and a campaign's goals beside few single goals. `campaignId`: the universe's first campaign. */
function wholePlanOf(isEdited: boolean, adopt = false): Plan {
  const plan = planOf("single", isEdited, adopt);
  const keys = isEdited ? ["order", "deal"] : ["order", "signup"];
  return {
    ...plan,
    tags: { site: { ...plan.tags.site, sharedWith: [isEdited ? "444" : "333"] } },
    neighbours: {
      settings: { autoTagging: true, finalUrlSuffix: isEdited ? "b=2" : "a=1" },
      campaigns: { brand: { campaignId: "507314160", keys } },
    },
  };
}

const PLANS = {
  single: (isEdited: boolean, adopt?: boolean) => planOf("single", isEdited, adopt),
  library: (isEdited: boolean, adopt?: boolean) => planOf("library", isEdited, adopt),
  "whole account": wholePlanOf,
};

export const matrixCases: readonly MatrixCase[] = Object.entries(PLANS).flatMap(([name, plan]) => {
  const [first, edited] = [plan(false), plan(true)];
  return [
    { name: `${name}: create`, before: undefined, isStateLost: false, plan: first },
    { name: `${name}: update`, before: first, isStateLost: false, plan: edited },
    { name: `${name}: adopt`, before: first, isStateLost: true, plan: plan(true, true) },
    { name: `${name}: delete`, before: first, isStateLost: false, plan: undefined },
  ];
});
