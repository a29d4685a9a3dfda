import type { GoalKind } from "../goal/kinds";

/** An advertiser account, as far as goals and tags see it. */
export interface Account {
  readonly id: string;
  readonly customerId: string;
  /** Default: one made of the id. */
  readonly name?: string;
  /** Microsoft: AccountLifeCycleStatus; default Active. */
  readonly status?: string;
  /** Of a paused one, who paused it: 1 the user (default), 2 the billing service, 4 both. */
  readonly pauseReason?: number;
  /** Billing currency. */
  readonly currency: string;
  /** IncludeViewThroughConversions of the account. */
  readonly viewThrough: boolean;
  /** MSCLKIDAutoTaggingEnabled: on in a new account; writing goals turns it on again. */
  readonly autoTagging: boolean;
  /** The other account properties that are set, by name. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A campaign, as far as goals see it. */
export interface StoredCampaign {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly campaignType: string;
  readonly status: string;
  /** The goals that it is linked with; without any it goes by the account's. */
  readonly goalIds: readonly string[];
  /** Whether it may have goals of its own; not so with sponsored products, for example. */
  readonly goalsAllowed: boolean;
}

/** Conversions that were uploaded for an offline goal at one time. */
export interface Upload {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Microsoft: OfflineConversionUploadChannel. */
  readonly channel: string;
  readonly attributed: number;
  /** How many were not, by reason. Microsoft: OfflineConversionUnattributedReason. */
  readonly unattributed: Readonly<Record<string, number>>;
}

export interface Customer {
  readonly id: string;
  /** Feature pilots by number; 574 = ExcludeFromBidding. */
  readonly pilots: readonly number[];
  readonly inStorePilot: boolean;
}

export interface Revenue {
  readonly CurrencyCode?: string;
  readonly Type?: string;
  readonly Value?: string;
}

/** A goal's fields under their wire names; ids and decimals as text; what is not set is not there. */
export interface GoalFields {
  readonly Id?: string;
  readonly Name?: string;
  readonly Status?: string;
  readonly Scope?: string;
  readonly TagId?: string;
  readonly Type?: readonly string[];
  readonly CountType?: string;
  readonly ConversionWindowInMinutes?: number;
  readonly ViewThroughConversionWindowInMinutes?: number;
  readonly ExcludeFromBidding?: boolean;
  readonly GoalCategory?: string;
  readonly AttributionModelType?: string;
  readonly IsAutoGoal?: boolean;
  readonly IsEnhancedConversionsEnabled?: boolean;
  readonly Revenue?: Revenue;
  readonly TrackingStatus?: string;
  readonly UrlExpression?: string;
  readonly UrlOperator?: string;
  readonly MinimumDurationInSeconds?: number;
  readonly MinimumPagesViewed?: number;
  readonly ActionExpression?: string;
  readonly ActionOperator?: string;
  readonly CategoryExpression?: string;
  readonly CategoryOperator?: string;
  readonly LabelExpression?: string;
  readonly LabelOperator?: string;
  readonly Value?: string;
  readonly ValueOperator?: string;
  readonly AppPlatform?: string;
  readonly AppStoreId?: string;
  readonly IsExternallyAttributed?: boolean;
}

export interface StoredGoal {
  readonly id: string;
  readonly customerId: string;
  /** The account that it was added in. */
  readonly accountId: string;
  readonly kind: GoalKind;
  /** Of a goal that only the web UI makes: its type in answers, like Smart; `kind` says what it depends on. No write takes it. */
  readonly otherType?: string;
  /** All but Id, Type and TrackingStatus, which are computed. */
  readonly fields: GoalFields;
  readonly deleted: boolean;
  readonly conversions: number;
  /** Milliseconds since 1970 of the last conversion. */
  readonly lastConversionAt?: number;
  /** What the conversions were worth, by currency, in its units. */
  readonly revenue?: Readonly<Record<string, number>>;
  /** Of an offline goal. */
  readonly uploads?: readonly Upload[];
}

/** With which customers a tag is shared; the owner is not among them. */
export interface CustomerShare {
  readonly CustomerAccountShares?: readonly { readonly AccountId?: string; readonly CustomerId?: string }[];
}

export interface TagFields {
  readonly Id?: string;
  readonly Name?: string;
  readonly Description?: string;
  readonly Industry?: string;
  readonly CustomerShare?: CustomerShare;
}

export interface StoredTag {
  readonly id: string;
  readonly customerId: string;
  readonly fields: TagFields;
  readonly deleted: boolean;
  /** No longer accessible to the account, for example unshared. */
  readonly unavailable: boolean;
  /** Milliseconds since 1970 of the last data. */
  readonly lastDataAt?: number;
}

/** A name that a goal or tag has or had; names are never given back. */
export interface UsedName {
  readonly of: "goal" | "tag";
  readonly customerId: string;
  readonly name: string;
  readonly id: string;
}
