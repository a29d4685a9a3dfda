import { seeded } from "../support/engineArrivals";
import type { Universe } from "./chaosStack";
import { offlineEmulator } from "./offlineEmulator";
import { SharedTime } from "./time";
import { Wire } from "./wireFaults";

/** A service, wires and time of their own; the same seed gives the same. */
export async function universeOf(
  random: number | (() => number),
  transport?: Universe["transport"],
): Promise<Universe> {
  const numbers = typeof random === "number" ? seeded(random) : random;
  const { emulator, fetch, pending } = await offlineEmulator(numbers);
  const time = new SharedTime();
  const wire = new Wire(fetch, time);
  emulator.addCustomers({ id: "111", pilots: [574], accounts: [{ id: "222" }, { id: "333" }] });
  return {
    emulator,
    wire,
    time,
    random: numbers,
    transport: transport ?? "soap",
    offences: [],
    pending: () => pending() + wire.pending,
  };
}

/** The fault-free calm after a run in trouble: what is late is done, what was still planned is forgotten. */
export async function calm({ emulator, wire, time }: Universe): Promise<void> {
  for (let turns = 0; wire.late > 0 && turns < 100; turns += 1) await time.pass(5_000);
  emulator.clearFaults();
  wire.clear();
}
