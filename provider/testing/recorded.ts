import type { Emulator } from "../emulator";
import type { ReplayAnswer } from "../replay/answer";
import { replayGoalOf } from "../replay/goalOf";
import type { ColumnNames } from "../replay/read/columns";
import { openTraffic } from "../replay/read/openTraffic";
import { replay } from "../replay/replay";
import type { GoalSet } from "../replay/replayGoal";
import type { TrafficFormat } from "../replay/traffic";
import type { Goal } from "./goal";

/** How recorded traffic is read and counted. */
export interface ReplayOptions {
  /** Goals to compare with, taken earlier by `account.goals()`: the answer then says what began and ceased to count. */
  readonly before?: readonly Goal[];
  /** Of all files. Default: told from the content of each. */
  readonly format?: TrafficFormat;
  /** Scheme and host of pages that lack them: "https://www.example.com". */
  readonly site?: string;
  /** What columns of CSV files and members of JSON lines are called: `{ page: "uri", time: "ts" }`. */
  readonly columns?: ColumnNames;
  /** Count only what follows an ad click (msclkid). Default false. */
  readonly adClicksOnly?: boolean;
}

/** Runs recorded traffic through goals. It changes nothing of the account, its conversions neither. */
export function replayFiles(
  { store }: Emulator,
  accountId: string,
  goals: readonly Goal[],
  files: string | readonly string[],
  { before, format, site, columns, adClicksOnly = false }: ReplayOptions,
): Promise<ReplayAnswer> {
  const currency = store.account(accountId)?.currency;
  const setOf = (title: string, those: readonly Goal[]): GoalSet => ({
    title,
    ...(currency === undefined ? {} : { currency }),
    goals: those.map(({ id, name, type, ...fields }) => replayGoalOf({ id, name, type, fields })),
  });
  const traffic = openTraffic(typeof files === "string" ? [files] : files, { format, site, columns });
  const older = before && setOf("before", before);
  return replay(traffic, setOf("now", goals), older, { rules: { "collect.click": adClicksOnly } });
}
