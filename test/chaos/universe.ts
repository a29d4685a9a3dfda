import { seeded } from "../support/engineArrivals";
import type { Universe } from "./chaosStack";
import { withCampaigns } from "./neighbours";
import { offlineEmulator } from "./offlineEmulator";
import { ACCOUNTS } from "./plan";
import { Sky } from "./sky";
import { SharedTime } from "./time";
import { Wire } from "./wireFaults";

/** A service, wires and time of their own; the same seed gives the same. */
export async function universeOf(
  random: number | (() => number),
  transport?: Universe["transport"],
  host: Universe["host"] = "dynamic",
): Promise<Universe> {
  const numbers = typeof random === "number" ? seeded(random) : random;
  const time = new SharedTime();
  const sky = new Sky(() => time.now());
  const { emulator, fetch, pending } = await offlineEmulator(numbers, sky);
  const wire = new Wire(fetch, time);
  emulator.addCustomers({ id: "111", pilots: [574], accounts: ACCOUNTS.map((id) => ({ id })) });
  withCampaigns(emulator);
  return {
    emulator,
    wire,
    sky,
    time,
    random: numbers,
    transport: transport ?? "soap",
    host,
    offences: [],
    pending: () => pending() + wire.pending + sky.pending,
  };
}

/** The fault-free calm after a run in trouble: what is late is done, what was still planned is forgotten. */
export async function calm({ emulator, wire, sky, time }: Universe): Promise<void> {
  for (let turns = 0; wire.late > 0 && turns < 100; turns += 1) await time.pass(5_000);
  emulator.clearFaults();
  wire.clear();
  sky.clear();
}
