import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8 from giving the process some 100 MB for what is new before it first looks what of it is still used: a plugin handles many
 * goals in one burst, and lives as long as the run. Measured at 1,000 goals: 190 MB instead of 300 MB, in the same time.
 */
export function keepMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
