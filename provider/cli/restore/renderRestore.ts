import { type Difference, SECRET, shownLive, shownWanted } from "../../goals/difference";
import { counted } from "../../goals/text";
import type { AccountRef } from "../../service/campaignManagement";
import type { LoggedChange } from "../shared/audit/changes";
import { thingInWords, whoInWords } from "../shared/audit/words";
import { harmless } from "../shared/columns";
import { timeInWords } from "../shared/time";
import type { Applied } from "./applyRestore";
import type { Kept, MadeSince, Restored, RestorePlan, Thing } from "./restorePlan";

/** All that a restore has to say before it writes. */
export interface ShownPlan {
  readonly ref: AccountRef;
  readonly at: Date;
  readonly plan: RestorePlan;
  /** Why it may not be written. */
  readonly refused: readonly string[];
  /** What may have been made since. */
  readonly perhaps: readonly LoggedChange[];
}

/** What becomes of it with the next run of the program. */
function nextUp(restored: readonly Restored[]): string {
  const lines = restored.some((each) => each.lines.length > 0) ? ": put the lines above into it" : "";
  return `The next \`pulumi up\` changes again what the program has and says otherwise${lines}. What it does not have stays as it is written, unless a library has unlisted: "pause".`;
}

/** The plan for people. */
export function renderPlan(
  { ref, at, plan, refused, perhaps }: ShownPlan,
  options: { readonly apply: boolean; readonly overwritesOthers: boolean },
): string {
  const { restored, changedOutside, lost, madeSince } = plan;
  const blocks = [
    [`Account ${ref.accountId} of customer ${ref.customerId} as it was at ${timeInWords(at)} (now → then)`],
    ...restored.map(renderRestored),
    section(
      "Not restored, since somebody else has changed them since (--overwrite-others restores them too)",
      changedOutside,
    ),
    section("Cannot be restored", lost),
    section(
      "Made since then, and left as they are (--pause-new pauses them)",
      madeSince.filter(isLeft(restored)).map(made),
    ),
    section("Perhaps made since then: no answer came when they were created", perhaps.map(unsure)),
    [...refused.map(harmless), ...ending(restored, refused, options)],
  ];
  // Whatever stands in the log or the account, the terminal does not obey it.
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(harmless).join("\n"))
    .join("\n\n")}\n`;
}

function renderRestored(each: Restored): readonly string[] {
  const { differences, lines, notes, changed } = each;
  return [
    `${titleOf(each)}${changed === undefined ? "" : `, changed ${timeInWords(changed.time)} by ${whoInWords(changed.who)}, resource ${harmless(changed.resource)}`}`,
    ...differences.map((each) => `  ${each.path}: ${harmless(`${shownLive(each)} → ${thenInWords(each)}`)}`),
    ...notes.map((note) => `  ${note}`),
    ...(lines.length === 0 ? [] : ["  in the program:", ...lines.map((line) => `    ${line}`)]),
  ];
}

function thenInWords(difference: Difference): string {
  return difference.wanted === undefined || difference.wanted === null ? "not set" : shownWanted(difference);
}

function titleOf({ kind, id, name }: Thing): string {
  return `${harmless(name)} (${thingInWords(kind, id)})`;
}

function section(title: string, all: readonly Kept[]): readonly string[] {
  if (all.length === 0) return [];
  return [`${title}:`, ...all.map((each) => `  ${titleOf(each)}: ${harmless(each.why)}`)];
}

function isLeft(restored: readonly Restored[]): (thing: MadeSince) => boolean {
  const ids = new Set(restored.map(({ id }) => id));
  return ({ id }) => !ids.has(id);
}

function made({ status, ...thing }: MadeSince): Kept {
  return { ...thing, why: status };
}

function unsure({ kind, name, isNameMasked, time }: LoggedChange): Kept {
  return { kind, id: "?", name: isNameMasked ? SECRET : name, why: `sent ${timeInWords(time)}` };
}

function ending(
  restored: readonly Restored[],
  refused: readonly string[],
  { apply }: { readonly apply: boolean },
): readonly string[] {
  if (restored.length === 0) return ["Nothing to write."];
  if (refused.length > 0) return ["Nothing is written."];
  const most = mostCommon(restored);
  const all = `${counted(restored.length, "thing")} to change: ${most}.`;
  return [
    apply ? all : `${all} To write, run the command again with --apply.`,
    ...foundWords(restored),
    nextUp(restored),
  ];
}

/** What the log cannot know of values from before its first word on them. */
function foundWords(restored: readonly Restored[]): readonly string[] {
  const names = restored.flatMap(({ found }) => found);
  if (names.length === 0) return [];
  const paths = [...Map.groupBy(names, (name) => name)].map(([name, all]) => `${name} in ${all.length}`);
  return [
    `Only the write after that time tells what these were: ${paths.join(", ")}. If somebody else changed them between, the log does not show it.`,
  ];
}

/** "revenue.value in 200, status in 3". */
function mostCommon(restored: readonly Restored[]): string {
  const paths = restored.flatMap(({ differences }) => differences.map(({ path }) => path));
  const counts = [...Map.groupBy(paths, (path) => path)].map(([path, all]) => [path, all.length] as const);
  const sorted = counts.sort(([, one], [, other]) => other - one);
  const named = sorted.slice(0, 5).map(([path, count]) => `${path} in ${count}`);
  return [...named, ...(sorted.length > 5 ? ["…"] : [])].join(", ");
}

/** What was written, for people. */
export function renderApplied(
  { written, failed, notBegun }: Applied,
  { plan: { restored }, at }: Pick<ShownPlan, "plan" | "at">,
): string {
  const lines = [
    `${counted(written, "change")} written.`,
    ...(failed.length === 0 ? [] : [`${failed.length} failed:`]),
    ...failed.map((each) => `  ${titleOf(each)}: ${harmless(each.why)}`),
    ...(notBegun === 0
      ? []
      : [
          `${notBegun} not begun, since the command was stopped: the same command goes on with them (--at ${timeInWords(at)}).`,
        ]),
    ...(written === 0 ? [] : [nextUp(restored)]),
  ];
  return `\n${lines.join("\n")}\n`;
}

/** The same for machines; what is secret is masked. */
export function renderJson(
  { ref, at, plan, refused, perhaps }: ShownPlan,
  applied: Applied | undefined,
  masked: (text: string) => string,
): string {
  const { restored, ...rest } = plan;
  const shown = restored.map(({ asks: _, changed, differences, ...each }) => ({
    ...each,
    differences: differences.map(({ path, live, wanted, isSecret }) =>
      isSecret === true
        ? { path, live: SECRET, was: SECRET }
        : { path, live: live ?? null, was: wanted ?? null },
    ),
    changed:
      changed === undefined ? null : { time: changed.time, who: changed.who, resource: changed.resource },
  }));
  const object = {
    ...ref,
    at: at.toISOString(),
    restored: shown,
    ...rest,
    perhapsMade: perhaps.map(({ name }) => name),
    refused,
    applied: applied ?? null,
  };
  const inside = (_: string, value: unknown) => (typeof value === "string" ? masked(value) : value);
  return `${JSON.stringify(object, inside, 2)}\n`;
}
