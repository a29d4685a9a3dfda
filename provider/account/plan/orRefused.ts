import { MsadsError } from "../../service/errors";
import type { Step } from "./writePlan";

/** The step that a plan comes to; where it cannot be made, since what other processes claim cannot be seen, it alone is refused. */
export function orRefused(resource: string, plan: () => Step): Step {
  try {
    return plan();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { do: "refuse", resource, error: new MsadsError(message, { outcome: "refused" }) };
  }
}
