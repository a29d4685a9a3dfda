import type { LiveAccountSettings } from "../../accountSettings/accountSettings";
import type { LiveCampaign } from "../../campaigns/campaign";
import type { LiveGoal } from "../../goals/goal";
import type { WantedGoal } from "../../goals/wanted";
import type { MsadsError } from "../../service/errors";
import type { LiveTag } from "../../tags/tag";

/**
 * Whether a create may take a thing that exists already under its name: true = yes, whatever it looks like; an id = that one;
 * false = never, not even a paused one; undefined = only a paused one that otherwise matches.
 */
export type Adopt = boolean | string | undefined;

/** What a resource asks of an account's goals. */
export type GoalRequest =
  | {
      readonly op: "create";
      readonly resource: string;
      readonly wanted: WantedGoal;
      readonly adopt: Adopt;
      readonly adoptEqual: boolean;
    }
  | {
      readonly op: "update";
      readonly resource: string;
      readonly id: string;
      readonly wanted: WantedGoal;
    }
  | {
      readonly op: "pause";
      readonly resource: string;
      readonly id: string;
      /** Pulumi deletes the resource, which its preview shows. Default: a library pauses what it does not list. */
      readonly isDelete?: boolean;
      /** Asked just before it is sent: why it must not be after all. */
      readonly unless?: () => string | undefined;
    };

/** What a resource asks of a customer's tags. */
export type TagRequest =
  | {
      readonly op: "create";
      readonly resource: string;
      readonly fields: Readonly<Record<string, unknown>>;
      /** Paths that the program marks secret. */
      readonly secret?: readonly string[];
      readonly adopt: Adopt;
    }
  | {
      readonly op: "update";
      readonly resource: string;
      readonly id: string;
      readonly fields: Readonly<Record<string, unknown>>;
      /** Paths that the program marks secret. */
      readonly secret?: readonly string[];
    };

/** What a resource asks of the settings of an account. */
export interface SettingsRequest {
  readonly op: "update";
  readonly resource: string;
  /** The account. */
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Paths that the program marks secret. */
  readonly secret?: readonly string[];
  /** The settings whose texts, which people may have set, may be replaced: the resource has them already, or the program consents. */
  readonly mayReplace: "all" | readonly string[];
}

/** What a resource asks of the goals of a campaign. */
export type CampaignRequest = {
  readonly resource: string;
  /** The campaign. */
  readonly id: string;
  /** Paths that the program marks secret. */
  readonly secret?: readonly string[];
} & (
  | {
      readonly op: "link";
      /** All of them. */
      readonly goalIds: readonly string[];
      /** Others may be unlinked: the resource has the campaign already, or the program consents. */
      readonly mayRemove: boolean;
    }
  | {
      readonly op: "unlink";
      /** Those that are to go. */
      readonly goalIds: readonly string[];
      readonly isDelete: true;
    }
);

/** What became of a request; an id and a live thing beside an error belong into state. */
export type Outcome<L> =
  | { readonly ok: true; readonly live: L | undefined }
  | { readonly ok: false; readonly error: MsadsError; readonly id?: string; readonly live?: L };

export type GoalOutcome = Outcome<LiveGoal>;
export type TagOutcome = Outcome<LiveTag>;
export type CampaignOutcome = Outcome<LiveCampaign>;
export type SettingsOutcome = Outcome<LiveAccountSettings>;
