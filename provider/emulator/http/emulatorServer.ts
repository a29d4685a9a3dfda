import type { Context } from "../operations/context";
import type { XmlTools } from "../schema/validator";
import type { SignIns } from "../signIn/signIns";
import type { CallLog } from "./calls";
import type { FaultPlan } from "./plannedFaults";

/** What all routes of one emulator share. */
export interface EmulatorServer {
  readonly tools: XmlTools;
  readonly context: Context;
  readonly calls: CallLog;
  readonly plan: FaultPlan;
  readonly signIns: SignIns;
  /** A fresh guid for every answer. */
  readonly newTrackingId: () => string;
  /** Aborts delays when the emulator closes. */
  readonly closing: AbortSignal;
  /** Where complaints about the emulator itself go. */
  readonly complain: (text: string) => void;
}
