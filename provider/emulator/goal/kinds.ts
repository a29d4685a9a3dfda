import { complexType } from "../schema/tables";

export const goalKinds = [
  "Url",
  "Duration",
  "PagesViewedPerVisit",
  "Event",
  "AppInstall",
  "AppDownload",
  "OfflineConversion",
  "InStoreTransaction",
] as const;

/** A goal's type as ConversionGoalType names it; the class on the wire has `Goal` behind it. */
export type GoalKind = (typeof goalKinds)[number];

export interface KindFacts {
  /** Needs and keeps a TagId, may have view-through conversions and an attribution model. */
  readonly onTag: boolean;
  readonly defaultScope: "Customer" | "Account";
  readonly categories: readonly string[];
  /** None: the category must be given. */
  readonly defaultCategory?: string;
  /** May have VariableValue and a currency. */
  readonly freeRevenue: boolean;
  readonly since13?: true;
}

const anyButDownload = [
  "AddToCart",
  "BeginCheckout",
  "BookAppointment",
  "Contact",
  "GetDirections",
  "Other",
  "OutboundClick",
  "PageView",
  "Purchase",
  "RequestQuote",
  "SubmitLeadForm",
  "Signup",
  "Subscribe",
];

const page: KindFacts = {
  onTag: true,
  defaultScope: "Customer",
  categories: anyButDownload,
  freeRevenue: true,
};
const visit: KindFacts = {
  onTag: true,
  defaultScope: "Customer",
  categories: ["Other"],
  defaultCategory: "Other",
  freeRevenue: false,
};
const app: KindFacts = {
  onTag: false,
  defaultScope: "Customer",
  categories: ["Download"],
  defaultCategory: "Download",
  freeRevenue: false,
};

const facts: Readonly<Record<GoalKind, KindFacts>> = {
  Url: page,
  Event: page,
  Duration: visit,
  PagesViewedPerVisit: visit,
  AppInstall: app,
  AppDownload: { ...app, since13: true },
  OfflineConversion: { onTag: false, defaultScope: "Account", categories: anyButDownload, freeRevenue: true },
  InStoreTransaction: {
    onTag: false,
    defaultScope: "Customer",
    categories: ["Purchase"],
    defaultCategory: "Purchase",
    freeRevenue: true,
  },
};

export const factsOf = (kind: GoalKind): KindFacts => facts[kind];

export const isApp = (kind: GoalKind): boolean => kind === "AppInstall" || kind === "AppDownload";

const kindsByClass: ReadonlyMap<string, GoalKind> = new Map(goalKinds.map((kind) => [`${kind}Goal`, kind]));

/** The kind of a class name of the wire, for example `UrlGoal`. */
export function kindOfClass(name: string): GoalKind | undefined {
  return kindsByClass.get(name);
}

/** The fields that only this kind has. */
export function ownFields(kind: GoalKind): readonly string[] {
  return fieldNames[kind].own;
}

/** The fields that other kinds have and this one has not. */
export function foreignFields(kind: GoalKind): readonly string[] {
  return fieldNames[kind].foreign;
}

const fieldNames = eachKind((kind) => {
  const own = fieldsOf(kind);
  return { own, foreign: goalKinds.flatMap(fieldsOf).filter((name) => !own.includes(name)) };
});

function fieldsOf(kind: GoalKind): readonly string[] {
  return complexType(`${kind}Goal`).fields.map((field) => field.name);
}

function eachKind<T>(make: (kind: GoalKind) => T): Readonly<Record<GoalKind, T>> {
  return Object.fromEntries(goalKinds.map((kind) => [kind, make(kind)])) as Record<GoalKind, T>;
}
