import type { Service } from "./emulator";
import { goalWritesOf } from "./emulator";
import { seconds, times } from "./figures";
import { judged, type Row, told } from "./row";
import type { Ran } from "./stack";
import { type Life, live, RAISED_PARALLEL, type Say } from "./walls";

const SAME = "0 writes, 1 goal read + 1 tag read";

/** Many goals without latency: what the provider adds to what the engine takes anyway. */
export async function manyRows(
  service: Service,
  goals: number,
  say: Say,
  rounds: number,
): Promise<readonly Row[]> {
  const at = (way: Parameters<typeof live>[1]["way"], edits: readonly number[] = []) =>
    live(service, { way, goals, parallel: RAISED_PARALLEL, latencyMs: 0 }, edits, say);
  const floors: Life[] = [];
  const dynamics: Life[] = [];
  const singles: Life[] = [];
  // In turn, so that what else the machine does falls on all alike; the quickest of each counts.
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await at("nothing"));
    singles.push(await at("single", round === 0 ? [1] : []));
    dynamics.push(await at("nothing through pulumi.dynamic"));
  }
  const changes = [1, 100, 101, goals].filter((changed) => changed <= goals);
  const library = await at("library", changes);
  const single = singles[0];
  if (single === undefined) throw new Error("nothing was measured");
  return [
    ...against("first up", "first", singles, dynamics, floors, goals),
    ...against("nothing changed", "again", singles, dynamics, floors, goals),
    ...library.edited.map(({ changed, ran }) => writesRow(goals, changed, ran)),
    told(`1 of ${goals} single goals changed: calls`, callsOf(single.edited[0]?.ran)),
    memoryRow(goals, [single, library], floors),
  ];
}

function quickest(lives: readonly Life[], which: "first" | "again"): number {
  return Math.min(...lives.map((life) => life[which].wallMs));
}

function against(
  what: string,
  which: "first" | "again",
  singles: readonly Life[],
  dynamics: readonly Life[],
  floors: readonly Life[],
  goals: number,
): readonly Row[] {
  const [ours, dynamic, floor] = [singles, dynamics, floors].map((lives) => quickest(lives, which)) as [
    number,
    number,
    number,
  ];
  const parts = (lives: readonly Life[], role: string) =>
    seconds(Math.min(...lives.map((life) => life[which].usage.find((one) => one.role === role)?.cpuMs ?? 0)));
  const cpu = (role: string) => `of the ${role} ${parts(singles, role)} against ${parts(floors, role)}`;
  return [
    judged(
      `${goals} single goals, ${what}: wall against the same program with a do-nothing provider`,
      `${times(ours / floor)} (${seconds(ours)} against ${seconds(floor)})`,
      "≤ 1.15 ×",
      ours / floor <= 1.15,
      `processor time ${cpu("program")}, ${cpu("provider")}`,
    ),
    told(
      `${goals} single goals, ${what}: against as many of pulumi.dynamic.Resource whose provider does nothing`,
      `${times(ours / dynamic)} (${seconds(ours)} against ${seconds(dynamic)})`,
    ),
  ];
}

function writesRow(goals: number, changed: number, { calls }: Ran): Row {
  const writes = goalWritesOf(calls).length;
  const least = Math.ceil(changed / 100);
  return judged(
    `${changed} of ${goals} changed, library: writes`,
    String(writes),
    `≤ ${least}`,
    writes <= least,
  );
}

function memoryRow(goals: number, lives: readonly Life[], floors: readonly Life[]): Row {
  const most = (some: readonly Life[]) =>
    Math.max(
      ...some
        .flatMap(({ first, again }) => [...first.usage, ...again.usage])
        .filter(({ role }) => role === "provider")
        .map(({ memoryMb }) => memoryMb),
    );
  const ours = most(lives);
  const nothing = `${most(floors).toFixed(0)} MB with a provider that does nothing`;
  const what = `memory of the provider's process, ${goals} goals`;
  return judged(what, `${ours.toFixed(0)} MB`, "≤ 400 MB", ours <= 400, nothing);
}

/** Whether a run that changes nothing asks no more than it must. */
export function sameRow(what: string, { calls }: Ran): Row {
  const count = (operation: string) => calls.filter((call) => call.operation === operation).length;
  const [goals, tags] = [count("GetConversionGoalsByIds"), count("GetUetTagsByIds")];
  const writes = calls.length - goals - tags;
  const measured = `${writes} writes, ${goals} goal read${goals === 1 ? "" : "s"} + ${tags} tag read${tags === 1 ? "" : "s"}`;
  return judged(`nothing changed, ${what}: calls`, measured, SAME, writes === 0 && goals <= 1 && tags <= 1);
}

export function callsOf(ran: Ran | undefined): string {
  const operations = new Map<string, number>();
  for (const { operation = "unreadable" } of ran?.calls ?? [])
    operations.set(operation, (operations.get(operation) ?? 0) + 1);
  return [...operations].map(([operation, count]) => `${count} ${operation}`).join(", ");
}
