import type { World } from "../core/world";
import type { XmlTools } from "../schema/validator";
import type { SignIns } from "../signIn/signIns";
import type { CallLog } from "./calls";
import type { FaultPlan } from "./plannedFaults";

/** What all routes of one emulator share. */
export interface Context {
  readonly tools: XmlTools;
  readonly world: World;
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
