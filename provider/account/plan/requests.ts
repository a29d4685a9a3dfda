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

/** What became of a request; an id and a live thing beside an error belong into state. */
export type Outcome<L> =
  | { readonly ok: true; readonly live: L | undefined }
  | { readonly ok: false; readonly error: MsadsError; readonly id?: string; readonly live?: L };

export type GoalOutcome = Outcome<LiveGoal>;
export type TagOutcome = Outcome<LiveTag>;
