import type { Universe } from "./chaosStack";
import type { Dice } from "./dice";
import { anyFault, strike } from "./faults";
import type { OperationName } from "./wireFaults";

const WRITES: readonly OperationName[] = ["AddConversionGoals", "UpdateConversionGoals", "AddUetTags"];

/** Orders what goes wrong in the next run; says how many things. `protectsNames`: whether the service refuses a name that is taken. */
export function trouble(
  dice: Dice,
  universe: Universe,
  protectsNames: boolean,
  tell: (line: string) => void,
): number {
  const faults = Array.from({ length: dice.whole(0, 4) }, () => anyFault(dice, protectsNames)).flat();
  for (const fault of faults) {
    tell(`fault: ${JSON.stringify(fault.fault)}`);
    strike(universe, fault);
  }
  const windows = dice.chance(0.12) ? throttle(dice, universe, tell) : 0;
  const ends = universe.transport === "auto" && dice.chance(0.25) ? retire(dice, universe, tell) : 0;
  // A service that shows an add late and does not refuse it a second time would leave every client blind.
  if (protectsNames && dice.chance(0.12)) fallBehind(dice, universe, tell);
  return faults.length + windows + ends;
}

function throttle(dice: Dice, { sky }: Universe, tell: (line: string) => void): number {
  const window = {
    kind: "throttle" as const,
    after: dice.whole(0, 8),
    ms: dice.pick([3_000, 30_000, 60_000, 60_000, 150_000, 700_000]),
    says: dice.pick([117, 4204, 429] as const),
  };
  tell(`throttled: ${JSON.stringify(window)}`);
  sky.expect(window);
  return 1;
}

/** SOAP ends for good: in fair weather, or with a write whose outcome nobody knows. */
function retire(dice: Dice, { sky, emulator }: Universe, tell: (line: string) => void): number {
  if (dice.chance(0.3)) {
    tell("SOAP is retired before the run");
    emulator.settings({ retired: [13] });
    return 0;
  }
  const plan = {
    kind: "retire" as const,
    operation: dice.pick(WRITES),
    after: dice.pick([0, 0, 1]),
    isDone: dice.chance(0.6),
  };
  tell(`SOAP is retired: ${JSON.stringify(plan)}`);
  sky.retire(plan);
  return 1;
}

function fallBehind(dice: Dice, { sky }: Universe, tell: (line: string) => void): void {
  sky.lag = dice.pick([300, 1_000, 3_000, 9_000, 14_000]);
  sky.flaps = dice.chance(0.3);
  tell(`reads are ${sky.lag} ms behind${sky.flaps ? ", every other one" : ""}`);
}
