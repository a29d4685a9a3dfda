import { filters } from "../shared/page/filters";
import { HEALTH } from "../shared/page/health";
import type { Markup } from "../shared/page/html";
import type { Group, ReportData } from "./reportData";

/** The search and the choices above the goals. */
export function goalFilters({ goals, counts, byTag, byType, state }: ReportData): Markup {
  const program = [
    ["managed=yes", "managed"],
    ["managed=no", "not managed"],
    ["drifted=yes", "changed outside"],
  ] as const;
  return filters({
    of: "goals",
    count: goals.length,
    hint: "Name, id, tag, status",
    choices: [
      { id: "tag", label: "UET tag", options: optionsOf("tag", byTag) },
      { id: "type", label: "Type", options: optionsOf("type", byType) },
      ...(state === undefined ? [] : [{ id: "program", label: "Program", options: program }]),
    ],
    kinds: "Health",
    scale: HEALTH,
    counts,
  });
}

function optionsOf(name: string, groups: readonly Group[]): readonly (readonly [string, string])[] {
  return groups
    .map(({ key, label }) => [`${name}=${key}`, label] as const)
    .sort(([, one], [, other]) => (one < other ? -1 : 1));
}
