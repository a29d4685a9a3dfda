import type { AccountProperty } from "../accountSettings/accountProperty";
import type { LiveCampaign } from "../campaigns/campaign";
import type { GoalType } from "../goals/definition";
import type { AnyGoal, GoalFields } from "../goals/goal";
import type { LiveTag } from "../tags/tag";

/** One thing that the service refused about one item of a batch. Microsoft: BatchError, EditorialError. */
export interface ItemError {
  /** Which item of the request, counted from 0. */
  readonly index: number;
  readonly code: number;
  /** The service's symbol, like "ConversionGoalNameAlreadyExists". */
  readonly symbol: string;
  readonly message: string;
  readonly details?: string;
  readonly fieldPath?: string;
  /** Only of an EditorialError. */
  readonly editorial?: {
    readonly appealable?: boolean;
    readonly disapprovedText?: string;
    readonly location?: string;
    readonly publisherCountry?: string;
    readonly reasonCode?: number;
  };
}

/** What became of one item: its value, or why it was refused. Items are in the order of the request. */
export type ItemResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly ItemError[] };

/** The answer to one write. */
export interface WriteResult<T> {
  readonly trackingId: string | undefined;
  /** As many as items were sent. */
  readonly items: readonly ItemResult<T>[];
}

/** A goal to add or, with an id, to update; only the fields to send. */
export interface GoalToAdd {
  readonly type: GoalType;
  readonly fields: GoalFields;
}
export interface GoalToUpdate extends GoalToAdd {
  readonly id: string;
}

/** A tag to add or, with an id, to update; only the fields to send. */
export interface TagToAdd {
  readonly fields: Readonly<Record<string, unknown>>;
}
export interface TagToUpdate extends TagToAdd {
  readonly id: string;
}

/** One goal that a campaign is optimised for. Microsoft: CampaignConversionGoal. */
export interface CampaignLink {
  readonly campaignId: string;
  readonly goalId: string;
}

/** What became of the conversions that were uploaded for an offline goal. Microsoft: OfflineGoalConversionSummary. */
export interface UploadsOfGoal {
  readonly goalId: string;
  readonly attributed: number;
  readonly unattributed: number;
  /** Why those were not attributed. Microsoft: OfflineConversionUnattributedReason. */
  readonly alerts: readonly { readonly reason: string; readonly count: number }[];
}

/** Whose uploads are looked at, of 20 goals at most, and when, 7 days at most. */
export interface WhichUploads {
  readonly goalIds: readonly string[];
  readonly start: Date;
  readonly end: Date;
}

/** Which goals to read: all of the account, or at most 100 by their own or their tags' ids. */
export type WhichGoals = "all" | { readonly ids: readonly string[] } | { readonly tagIds: readonly string[] };
/** Which tags to read: all of the customer, or at most 100 by their ids. */
export type WhichTags = "all" | { readonly ids: readonly string[] };

/**
 * Microsoft's Campaign Management service for one account, as far as goals, tags and their neighbours go. Plain data in and out.
 * Every method makes exactly one call, takes at most 100 items, and throws an MsadsError when the call as a whole failed.
 */
export interface CampaignManagement {
  /** Adds at most 100 tags; the service answers with the tags as they are then. */
  addUetTags(tags: readonly TagToAdd[]): Promise<WriteResult<LiveTag>>;
  /** Updates at most 100 tags. */
  updateUetTags(tags: readonly TagToUpdate[]): Promise<WriteResult<undefined>>;
  /** By ids: in their order, null where there is none. */
  getUetTags(which: WhichTags): Promise<readonly (LiveTag | null)[]>;
  /** The new ids. */
  addConversionGoals(goals: readonly GoalToAdd[]): Promise<WriteResult<string>>;
  /** Updates at most 100 goals. */
  updateConversionGoals(goals: readonly GoalToUpdate[]): Promise<WriteResult<undefined>>;
  /**
   * Of every type, with every additional field that the version has; goals of types that the API does not take are marked as such.
   * By ids: in their order, null where there is none.
   */
  getConversionGoals(which: WhichGoals): Promise<readonly (AnyGoal | null)[]>;
  /** The account's properties of these names. v13, as all that follows. */
  getAccountProperties(names: readonly string[]): Promise<readonly AccountProperty[]>;
  /** Sets all of these, or none. */
  setAccountProperties(
    properties: readonly AccountProperty[],
  ): Promise<{ readonly trackingId: string | undefined }>;
  /** At most 100; in the order of the ids, null where the account has none. */
  getCampaigns(ids: readonly string[]): Promise<readonly (LiveCampaign | null)[]>;
  /** Adds at most 100 links. */
  addCampaignConversionGoals(links: readonly CampaignLink[]): Promise<WriteResult<undefined>>;
  /** Deletes at most 100 links. */
  deleteCampaignConversionGoals(links: readonly CampaignLink[]): Promise<WriteResult<undefined>>;
  getOfflineConversionReport(which: WhichUploads): Promise<readonly UploadsOfGoal[]>;
}

/** The account that a call is about; goes into the headers of each call. */
export interface AccountRef {
  readonly customerId: string;
  readonly accountId: string;
}
