import type { Values } from "../support/e2eWire";
import type { Dice } from "./dice";
import { SECRET_MONEY, SECRET_TEXTS } from "./secretValues";

/** The types that are fed by a tag; the service changes each into each other. */
export const TAGGED = ["Url", "Duration", "PagesViewedPerVisit", "Event"] as const;
const FREE = ["AppInstall", "AppDownload", "OfflineConversion"] as const;

/** Version 12 lacks a type and some fields. */
export type Version = 12 | 13;
const SINCE_13 = [
  "goalCategory",
  "isEnhancedConversionsEnabled",
  "isExternallyAttributed",
  "attributionModelType",
  "viewThroughConversionWindowInMinutes",
];

/** The types that do not need a tag, but for the in-store goal, of which a customer has one. */
export function freeTypes(version: Version): readonly string[] {
  return FREE.filter((type) => version === 13 || type !== "AppDownload");
}

/** Fields that belong together, so that a goal stays valid when some of its groups change and others do not. */
export type Groups = readonly (Values | undefined)[];

const OPERATORS = ["Equals", "BeginsWith", "RegularExpression", "Contains"];
const TEXTS = ["/thanks", "/a?b=1&c=<2>", "Grüße 😀", "x", "]]>", "  inner  blank", "0", "null", "/über/uns"];
const ALL_TEXTS = [...TEXTS, ...SECRET_TEXTS];
const MONEY = [0, 1, "2.50", "999999", "0.01", 25, "100.0000", ...SECRET_MONEY];

const text = (dice: Dice) => dice.pick(ALL_TEXTS).trim();
const minutes = (dice: Dice, most: number) => dice.whole(1, most);

/** What random fields are made for. */
export interface FieldsFor {
  readonly type: string;
  readonly tagId: unknown;
  readonly version: Version;
}

/** Random fields of a goal, but for its name; each group anew or, with `before`, as it was. */
export function anyFields(dice: Dice, { type, tagId, version }: FieldsFor, before?: Groups): Groups {
  const fresh = groups(dice, type, tagId).map((group) => inVersion(group, version));
  const mixed = fresh.map((group, index) =>
    before !== undefined && dice.chance(0.7) ? before[index] : group,
  );
  const pairs = mixed.slice(PAIRS_AT, PAIRS_AT + 4);
  return type === "Event" && pairs.every((pair) => pair === undefined) ? withOnePair(mixed, dice) : mixed;
}

export function inputsOf(all: Groups): Values {
  return Object.assign({}, ...all) as Values;
}

/** The fields of a group that an API version knows. */
export function inVersion<G extends Values | undefined>(group: G, version: Version): G {
  if (group === undefined || version === 13) return group;
  return Object.fromEntries(Object.entries(group).filter(([name]) => !SINCE_13.includes(name))) as G;
}

export const REVENUE_AT = 5;
const PAIRS_AT = 6;
function groups(dice: Dice, type: string, tagId: unknown): Groups {
  const isTagged = TAGGED.some((each) => each === type);
  const isApp = type.startsWith("App");
  const common: Groups = [
    isTagged ? { tagId } : undefined,
    dice.maybe(0.25, () => ({ status: dice.pick(["Active", "Paused"]) })),
    dice.maybe(0.5, () => ({ conversionWindowInMinutes: minutes(dice, 129_600) })),
    dice.maybe(0.2, () => ({ isEnhancedConversionsEnabled: dice.chance(0.5) })),
    isApp ? undefined : dice.maybe(0.3, () => ({ countType: dice.pick(["All", "Unique"]) })),
    dice.maybe(0.5, () => ({ revenue: revenue(dice, type) })),
  ];
  return [...common, ...own(dice, type), ...(isTagged ? tagged(dice) : [])];
}

function tagged(dice: Dice): Groups {
  return [
    dice.maybe(0.2, () => ({ attributionModelType: dice.pick(["LastClick", "LastTouch"]) })),
    dice.maybe(0.2, () => ({ viewThroughConversionWindowInMinutes: minutes(dice, 43_200) })),
  ];
}

function own(dice: Dice, type: string): Groups {
  const goalCategory = dice.pick(["Purchase", "Signup", "Other", "AddToCart"]);
  const pair = (name: string) =>
    dice.maybe(0.4, () => ({ [`${name}Expression`]: text(dice), [`${name}Operator`]: dice.pick(OPERATORS) }));
  switch (type) {
    case "Url":
      return [
        { urlExpression: text(dice), goalCategory },
        dice.maybe(0.6, () => ({ urlOperator: dice.pick(OPERATORS) })),
      ];
    case "Duration":
      return [{ minimumDurationInSeconds: dice.whole(0, 86_399) }];
    case "PagesViewedPerVisit":
      return [{ minimumPagesViewed: dice.whole(1, 99) }];
    case "Event":
      return [pair("action"), pair("category"), pair("label"), valuePair(dice), { goalCategory }];
    case "OfflineConversion":
      return [{ goalCategory }, dice.maybe(0.3, () => ({ isExternallyAttributed: dice.chance(0.5) }))];
    case "InStoreTransaction":
      return [];
    default:
      return [
        {
          appPlatform: dice.pick(["Android", "iOS", "Windows"]),
          appStoreId: `com.example.app${dice.whole(1, 99)}`,
        },
      ];
  }
}

const valuePair = (dice: Dice) =>
  dice.maybe(0.3, () => ({
    value: dice.pick(MONEY),
    valueOperator: dice.pick(["Equals", "LessThan", "GreaterThan"]),
  }));

function withOnePair(mixed: Groups, dice: Dice): Groups {
  const pair = { actionExpression: text(dice), actionOperator: dice.pick(OPERATORS) };
  return mixed.map((group, index) => (index === PAIRS_AT ? pair : group));
}

function revenue(dice: Dice, type: string): Values {
  const isFree = ["Url", "Event", "OfflineConversion", "InStoreTransaction"].includes(type);
  // In Account scope, which offline goals have, the account's currency is the default.
  const mayLackCurrency = type === "OfflineConversion" && dice.chance(0.4);
  const currency = isFree && !mayLackCurrency ? { currencyCode: dice.pick(["EUR", "USD"]) } : {};
  if (dice.chance(0.3)) return { type: "NoValue" };
  if (isFree && dice.chance(0.3))
    return { type: "VariableValue", ...dice.maybe(0.6, () => ({ value: dice.pick(MONEY) })), ...currency };
  return { type: "FixedValue", value: dice.pick(MONEY), ...currency };
}
