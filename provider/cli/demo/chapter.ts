import type { Traffic } from "./calls";
import type { Edit } from "./program";
import type { Stage } from "./stage";

/** One step of the story: something happens, the program is run, and what came of it is checked. */
export interface Chapter {
  readonly title: string;
  /** Changes of the program before the run. */
  readonly edits?: readonly Edit[];
  /** What happens in the account before the run; told in lines. */
  readonly before?: (stage: Stage) => readonly string[];
  readonly run: "up" | "destroy";
  /** Holds the account and the calls against what the step claims. Throws Unexpected; returns what was found true. */
  readonly check: (
    stage: Stage,
    traffic: Traffic,
    ids: Readonly<Record<string, string>>,
  ) => readonly string[];
}
