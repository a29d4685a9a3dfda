import type { FleetRuntime } from "./openAccounts";

/** The process as it is. */
export function fleetRuntime(): FleetRuntime {
  return {
    cwd: process.cwd(),
    environment: process.env,
    warn: (message) => void process.stderr.write(`msads: ${message}\n`),
  };
}
