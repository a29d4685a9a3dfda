import type { GoalType } from "../../goals/definition";

/** Plain inputs by name, in the order in which a program should show them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** A tag as the program declares it. */
export interface ExportedTag {
  readonly id: string;
  readonly name: string;
  /** The constant that goals refer to. */
  readonly variable: string;
  /** Pulumi's name of the resource. */
  readonly resource: string;
  readonly inputs: Inputs;
}

/** A goal as the program declares it; `tagId` is not among the inputs where the tag is declared too. */
export interface ExportedGoal {
  readonly id: string;
  /** As the program writes it: without the stack's prefix and suffix. */
  readonly name: string;
  readonly type: GoalType;
  readonly resource: string;
  readonly inputs: Inputs;
  readonly tag: ExportedTag | undefined;
  /** What is live and the program cannot say, in words. */
  readonly notes: readonly string[];
}

/** The goals of a campaign as the program declares them. */
export interface ExportedCampaign {
  readonly id: string;
  readonly name: string;
  readonly resource: string;
  /** What its goals are called. */
  readonly goals: readonly string[];
  readonly inputs: Inputs;
}

/** What the program does not declare, and why. `draft`: a goal that would do once somebody puts it right. */
export interface LeftOut {
  readonly kind: "goal" | "tag";
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly why: string;
  readonly draft?: ExportedGoal;
}

/** An account as a program. */
export interface Exported {
  readonly tags: readonly ExportedTag[];
  readonly goals: readonly ExportedGoal[];
  readonly leftOut: readonly LeftOut[];
  /** Goals that the filters leave out. */
  readonly filtered: number;
  /** The account's settings, where they were asked for. */
  readonly settings?: Inputs | undefined;
  /** Default: none. */
  readonly campaigns?: readonly ExportedCampaign[];
}
