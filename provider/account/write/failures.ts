import { fractionDigits, isDecimal } from "../../goals/decimal";
import { type Difference, shownLive, shownWanted } from "../../goals/difference";
import type { ItemError } from "../../service/campaignManagement";
import { MsadsError, mayBeDone } from "../../service/errors";
import { explainItem } from "../../service/hints";
import type { Step } from "../plan/writePlan";

/** The error of one item that the service refused: what, on which thing, in the service's words, and what to do. */
export function itemError(
  operation: string,
  noun: string,
  step: Step,
  errors: readonly ItemError[],
  trackingId: string | undefined,
): MsadsError {
  const [first] = errors;
  const words = errors.map(explainItem).join(" ");
  const said = words === "" ? "the service gave neither an id nor a reason." : words;
  const isOpen = errors.some(({ code }) => mayBeDone(code));
  const start = isOpen ? `${operation} failed for` : `${operation} refused`;
  const unsure = isOpen ? " It is unknown whether it was done." : "";
  return new MsadsError(
    `${start} ${noun} ${nameOf(step)}: ${said} (TrackingId ${trackingId ?? "none"})${unsure}`,
    {
      operation,
      outcome: isOpen ? "unknown" : "refused",
      items: errors,
      ...(first === undefined ? {} : { code: first.code, symbol: first.symbol }),
      ...(first?.fieldPath === undefined ? {} : { fieldPath: first.fieldPath }),
      ...(trackingId === undefined ? {} : { trackingId }),
    },
  );
}

/** The error of a thing that was written but does not look so afterwards. */
export function notTakenError(
  noun: string,
  step: Step,
  id: string,
  notTaken: readonly Difference[],
  cause: MsadsError | undefined,
): MsadsError {
  const start = `${noun} ${nameOf(step)} (id ${id}) was written`;
  const message =
    cause !== undefined
      ? `${start}, but could not be read back: ${cause.message}`
      : notTaken.length === 0
        ? `${start}, but the service does not show it. Check the web UI, then run pulumi up again.`
        : `${start}, but the service did not apply ${notTaken.map(sentAndSeen).join(", ")}. ${whyNotTaken(noun, notTaken)}`;
  return new MsadsError(message, {
    operation: "read back",
    outcome: "refused",
    hint: "Run pulumi up again.",
  });
}

function sentAndSeen(difference: Difference): string {
  return `${difference.path} (sent ${shownWanted(difference)}, it is ${shownLive(difference)})`;
}

function isShortened({ kind, wanted, live }: Difference): boolean {
  return (
    kind === "decimal" &&
    isDecimal(wanted) &&
    isDecimal(live) &&
    fractionDigits(live) < fractionDigits(wanted)
  );
}

function whyNotTaken(noun: string, notTaken: readonly Difference[]): string {
  return notTaken.every(isShortened)
    ? "The service keeps fewer digits: write the number in the program as the service stores it."
    : `It may need a feature that the account lacks; look at the ${noun} in the web UI.`;
}

/** Validation codes that speak of the call, of the account or of the customer: halving the batch would only repeat them. */
const ABOUT_THE_CALL = new Set([5308, 5309, 5313, 5321, 5322, 5326, 5327, 5359]);

/** Whether a failed call may hide one bad item: a body that could not be made or read, or a fault of validation. */
export function namesNoItem(error: MsadsError): boolean {
  if (error.outcome === "unknown" || error.items.length > 0) return false;
  if (error.symbol === "NotSent" || error.symbol === "DeserializationFailed") return true;
  const { code } = error;
  const isValidation = (code ?? 0) >= 3300 && (code ?? 0) < 3400;
  const isGoalOrTag = (code ?? 0) >= 5300 && (code ?? 0) < 5400;
  const isWindow = (code ?? 0) >= 6600 && (code ?? 0) < 6700;
  if (error.outcome !== "refused" || code === undefined || ABOUT_THE_CALL.has(code)) return false;
  return isValidation || isGoalOrTag || isWindow;
}

function nameOf(step: Step): string {
  return step.do === "add" || step.do === "update" ? JSON.stringify(step.name) : "";
}

/** If our own code fails after the call was sent, the service may still have done it: the outcome counts as unknown. */
export async function attempt<T>(operation: string, call: () => Promise<T>): Promise<T | MsadsError> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof MsadsError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new MsadsError(`${operation} ended unexpectedly: ${message}`, { operation, outcome: "unknown" });
  }
}

/** An answer that names as new what was there before. */
export function oldIdError(operation: string, noun: string, step: Step, id: string): MsadsError {
  return new MsadsError(
    `${operation} of ${noun} ${nameOf(step)}: the service answered with the id ${id}, which is that of another ${noun}. It is unknown whether it was done.`,
    { operation, outcome: "unknown" },
  );
}

/** A name that is taken by what nobody shows us. */
export function notListedError(operation: string): MsadsError {
  return new MsadsError(`${operation}: the service says that the name exists, but lists nothing with it.`, {
    operation,
    outcome: "unknown",
  });
}
