import { counted } from "../../goals/text";
import type { AccountRef } from "../../service/campaignManagement";
import type { Reader, ReaderRuntime } from "../../session/reader";
import type { Filter } from "./filter";
import type { Exported, LeftOut } from "./model";
import { checkChoice, type NeighbourChoice, readNeighbours } from "./neighbours";
import { planExport } from "./planExport";
import { readAccount } from "./readAccount";

export interface ExportRuntime extends ReaderRuntime {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Gets a line for each step. */
  readonly progress: (line: string) => void;
}

/** What an export came to, whatever it wrote. */
export interface Counts extends AccountRef {
  readonly tags: number;
  readonly goals: number;
  /** Goals that include, exclude and status leave out. */
  readonly filtered: number;
  /** What no program can have, with the reason. */
  readonly leftOut: readonly Omit<LeftOut, "draft">[];
}

/** Reads an account in two calls, and one for each of what else is asked for, and plans it as resources. */
export async function planAccount(
  reader: Reader,
  ref: AccountRef,
  filter: Filter & NeighbourChoice,
  progress: ExportRuntime["progress"],
): Promise<Exported> {
  checkChoice(filter, reader.settings.apiVersion);
  progress(`reading account ${ref.accountId} of customer ${ref.customerId}`);
  const { goals, tags } = await readAccount(reader, ref);
  progress(`${counted(tags.length, "UET tag")} and ${counted(goals.length, "conversion goal")} read`);
  const neighbours = await readNeighbours(reader, ref, filter, goals);
  return { ...planExport(goals, tags, filter, { ...reader.settings, ...ref }), ...neighbours };
}

export function countsOf({ tags, goals, leftOut, filtered }: Exported, ref: AccountRef): Counts {
  return {
    ...ref,
    tags: tags.length,
    goals: goals.length,
    filtered,
    leftOut: leftOut.map(({ draft: _, ...about }) => about),
  };
}

/** Lines for people: what is in `place`, and what was left out. */
export function countsInWords({ tags, goals, filtered, leftOut }: Counts, place: string): readonly string[] {
  return [
    `${place}: ${counted(tags, "UET tag")} and ${counted(goals, "goal")}${filtered === 0 ? "" : `, ${filtered} filtered out`}`,
    ...leftOut.map(({ id, name, why }) => `  left out: ${id}, ${JSON.stringify(name)}: ${why}`),
  ];
}
