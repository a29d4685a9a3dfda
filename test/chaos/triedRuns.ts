import { lostNames, withoutLostNames } from "./lostNames";
import { wholeProgramOf } from "./neighbours";
import { EQUAL, type Party, type Run, type States } from "./party";
import { changedTooMany, type Limited } from "./runLimit";
import type { SeedRuns } from "./seedRuns";

/** A preview and a run that may change so many goals and tags only: by party, how many that were, and whether it was too few. */
export async function limitedRuns(
  runs: SeedRuns,
  parties: readonly Party[],
  states: States,
): Promise<ReadonlyMap<Party, Limited>> {
  const { dice, universe, names, log } = runs;
  const limited = new Map<Party, Limited>();
  for (const party of parties) {
    if (!dice.chance(0.15) || lostNames(party.plan, universe.emulator, names).length > 0) continue;
    const [program, most, start] = [wholeProgramOf(party.plan), dice.whole(0, 4), party.stack];
    const preview = await runs.calmRun(
      party,
      parties,
      states,
      (_, stack) => stack.preview(program, { config: EQUAL }),
      most,
    );
    const words = `changeAtMost is ${most}`;
    const isRefused = preview.said.includes(words);
    log.fail(preview.writes.map(({ operation }) => `a preview calls ${operation}`));
    party.stack = start;
    const up = await runs.calmRun(
      party,
      parties,
      states,
      (_, stack) => stack.up(program, { config: EQUAL }),
      most,
    );
    log.fail(changedTooMany(party.stack, most, party.plan, start));
    if (preview.ok && !up.ok)
      log.fail([`a preview with changeAtMost ${most} passes, and the run fails: ${up.said}`]);
    log.count(`changeAtMost: ${isRefused ? "refused" : "enough"}`);
    if (up.said.includes(words)) log.count("changeAtMost: held");
    limited.set(party, { most, isRefused, from: party.stack });
  }
  return limited;
}

/** What people deleted may have taken its name with it: a run says so, and they give new names. */
export async function giveNewNames(
  runs: SeedRuns,
  parties: readonly Party[],
  states: States,
  run: Run,
): Promise<void> {
  const { dice, names: rules, log } = runs;
  const { emulator } = runs.universe;
  const lost = parties.map(({ plan }) => lostNames(plan, emulator, rules));
  const isTried = dice.chance(0.6);
  for (const [index, party] of parties.entries()) {
    const names = lost[index] ?? [];
    if (names.length === 0 || !isTried) continue;
    log.count("names lost, and told");
    const report = await runs.calmRun(party, parties, states, run);
    if (report.ok) log.fail([`a run makes what has a name that was lost: ${names}`]);
    const words = [
      ...names,
      ...party.plan.slots.flatMap(({ adopt }) => (typeof adopt === "string" ? adopt : [])),
    ];
    if (!words.some((word) => report.said.includes(word)))
      log.fail([`a run fails without a word of ${names}: ${report.said}`]);
  }
  for (const [index, party] of parties.entries()) {
    if ((lost[index] ?? []).length > 0) log.count("names lost", lost[index]?.length);
    party.plan = withoutLostNames(party.plan, emulator, rules, party.ids);
    log.tell(`${party.rules.stack}: ${JSON.stringify(wholeProgramOf(party.plan))}`);
  }
}
