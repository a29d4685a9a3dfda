/** Goals and tags as a test sees and writes them: the service's fields in camelCase. */

export type GoalType =
  | "Url"
  | "Duration"
  | "PagesViewedPerVisit"
  | "Event"
  | "AppInstall"
  | "AppDownload"
  | "OfflineConversion"
  | "InStoreTransaction";

/** How a text is compared. Microsoft: ExpressionOperator. */
export type ExpressionOperator = "Equals" | "BeginsWith" | "Contains" | "RegularExpression";

/** What one conversion is worth. Microsoft: ConversionGoalRevenue. */
export interface Revenue {
  readonly type: "FixedValue" | "VariableValue" | "NoValue";
  /** A number where a number holds every digit, else text. */
  readonly value?: number | string;
  /** ISO 4217, like "EUR". */
  readonly currencyCode?: string;
}

/** The fields that a goal can be made of, those of all types together. Microsoft: ConversionGoal and its derived types. */
export interface GoalFields {
  readonly name: string;
  readonly status?: "Active" | "Paused";
  readonly scope?: "Customer" | "Account";
  /** The id of its UET tag. */
  readonly tagId?: string;
  readonly countType?: "All" | "Unique";
  /** In minutes. */
  readonly conversionWindowInMinutes?: number;
  /** In minutes. */
  readonly viewThroughConversionWindowInMinutes?: number;
  readonly goalCategory?: string;
  readonly attributionModelType?: "LastClick" | "LastTouch" | "DataDriven";
  readonly excludeFromBidding?: boolean;
  readonly isEnhancedConversionsEnabled?: boolean;
  readonly revenue?: Revenue;
  /** Url. */
  readonly urlExpression?: string;
  readonly urlOperator?: ExpressionOperator;
  /** Duration; in seconds. */
  readonly minimumDurationInSeconds?: number;
  /** PagesViewedPerVisit. */
  readonly minimumPagesViewed?: number;
  /** Event. */
  readonly actionExpression?: string;
  readonly actionOperator?: ExpressionOperator;
  readonly categoryExpression?: string;
  readonly categoryOperator?: ExpressionOperator;
  readonly labelExpression?: string;
  readonly labelOperator?: ExpressionOperator;
  /** A number where a number holds every digit, else text. */
  readonly value?: number | string;
  readonly valueOperator?: "Equals" | "LessThan" | "GreaterThan";
  /** AppInstall, AppDownload: "Android", "iOS", "Windows". */
  readonly appPlatform?: string;
  readonly appStoreId?: string;
  /** OfflineConversion. */
  readonly isExternallyAttributed?: boolean;
}

/** A goal that somebody makes by hand. */
export interface NewGoal extends GoalFields {
  readonly type: GoalType;
}

/** A goal as the service has it; a field that it does not have, or that is not set, is undefined. */
export interface Goal extends NewGoal {
  readonly id: string;
  /** The account that it was made in. With scope "Customer" the customer's other accounts show it too. */
  readonly accountId: string;
  /** Microsoft: ConversionGoalTrackingStatus. In-store goals have none. */
  readonly trackingStatus?:
    | "TagUnverified"
    | "NoRecentConversions"
    | "RecordingConversions"
    | "TagInactive"
    | "InactiveDueToTagUnavailable";
  readonly isAutoGoal?: boolean;
  /** How many conversions it has counted. */
  readonly conversions: number;
  /** What they were worth, by currency. */
  readonly earned: Readonly<Record<string, number>>;
}

/** A change of a goal: null removes a field. A new type removes the old type's own fields. */
export type GoalChange = { readonly [Name in keyof NewGoal]?: NewGoal[Name] | null };

/** What a UET tag can be made of. Microsoft: UetTag. */
export interface TagFields {
  readonly name: string;
  readonly description?: string;
  readonly industry?: string;
  /** The other customers that may use it. Undefined where the customer cannot share tags. Microsoft: CustomerShare. */
  readonly sharedWith?: readonly string[];
}

/** A UET tag as the service has it. */
export interface Tag extends TagFields {
  readonly id: string;
  /** Microsoft: UetTagTrackingStatus. */
  readonly trackingStatus: "Unverified" | "Active" | "Inactive";
  readonly trackingScript: string;
  readonly trackingNoScript: string;
}

/** A change of a tag: null removes a field; `unavailable: true` stops sharing the tag with the account. */
export type TagChange = { readonly [Name in keyof TagFields]?: TagFields[Name] | null } & {
  readonly unavailable?: boolean;
};
