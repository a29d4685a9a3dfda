import { goalTypesOf } from "../../goals/definitions";
import { MsadsError } from "../../service/errors";
import type { Caller, How } from "./caller";
import { Flags, type Parts } from "./message";
import type { Own } from "./own";
import type { Reply } from "./reply";

/** How often a write is sent whose outcome stays unknown. */
export const TRIES = 3;
/** The service may show what it did a little later. */
export const LAG_MS = 3_000;

/** The run was stopped before this call. */
export class Stopped {}
/** Nobody can tell what became of a part of a call: the probe is tried again with new names. */
export class AskAgain {}

/** What calls that make something need. */
export interface MakingOptions {
  readonly caller: Caller;
  readonly own: Own;
  readonly stop: AbortSignal;
  readonly sleep: (ms: number) => Promise<void>;
}

export function isUnknown(error: unknown): boolean {
  return error instanceof MsadsError && error.outcome === "unknown";
}

/** Adds goals and tags, each once, also where an answer is lost. */
export class Making {
  constructor(private readonly options: MakingOptions) {}

  /** Sends a call that makes something. After an unknown outcome it looks before it sends it again. */
  async send(
    operation: "AddConversionGoals" | "AddUetTags",
    parts: Parts,
    names: readonly string[],
    how?: How,
  ): Promise<Reply> {
    for (let tries = 1; ; tries += 1) {
      if (this.options.stop.aborted) throw new Stopped();
      try {
        const reply = await this.options.caller.call(operation, parts, how);
        // It may be refused for what the call before it has made.
        const isOver = tries === 1 || reply.accepted || !(await this.#isThere(operation, names));
        if (isOver) return reply;
      } catch (error) {
        if (!isUnknown(error) || tries >= TRIES) throw error;
        await this.options.sleep(LAG_MS);
        if (!(await this.#isThere(operation, names))) continue;
      }
      throw new AskAgain();
    }
  }

  /** Notes what is new under the names of a call whose answer was lost. */
  async #isThere(operation: "AddConversionGoals" | "AddUetTags", names: readonly string[]): Promise<boolean> {
    const { caller, own } = this.options;
    const areTags = operation === "AddUetTags";
    const reply = areTags
      ? await caller.call("GetUetTagsByIds", {})
      : await caller.call("GetConversionGoalsByIds", { ConversionGoalTypes: new Flags(goalTypesOf(13)) });
    const all = areTags ? reply.all("UetTags", "UetTag") : reply.all("ConversionGoals", "ConversionGoal");
    const known: readonly string[] = areTags ? own.tags : own.goals;
    const found = all
      .filter((each) => names.includes(each.value("Name")))
      .map((each) => each.value("Id"))
      .filter((id) => !known.includes(id));
    for (const id of found) areTags ? own.addTag(id) : own.addGoal(id);
    return found.length > 0;
  }
}
