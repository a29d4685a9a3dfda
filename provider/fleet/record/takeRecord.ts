import type { AccountRef } from "../../service/campaignManagement";
import type { Checkpoints } from "./checkpoints";
import type { Fingerprint } from "./fingerprint";
import { writeRecord } from "./record";
import { recordedState, writtenAt } from "./recorded";

/** What the record of a run says beside the state that it left. Plain data: it goes to the run's process. */
export interface RecordRequest extends AccountRef {
  /** The record's folder. */
  readonly folder: string;
  readonly stack: string;
  readonly environment: string;
  /** As it was when the run began. */
  readonly fingerprint: Fingerprint;
}

export interface RecordSource {
  readonly checkpoints: () => Promise<Checkpoints>;
  /** What `pulumi stack export` prints, without secrets in clear. */
  readonly exported: () => Promise<string>;
  readonly now: () => Date;
  /** When the run ended: a state that was written later is another run's. */
  readonly endedAt: Date;
}

/** How often the state may change under the export, when people run Pulumi at the same time. */
const TRIES = 3;

/** Writes the record of a run that succeeded. Writes none when the state changes meanwhile: another run's result is not this one's. */
export async function takeRecord(request: RecordRequest, source: RecordSource): Promise<void> {
  const { folder, ...about } = request;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const before = (await source.checkpoints())(request.stack);
    const exported = await source.exported();
    const written = writtenAt(exported);
    if (written !== undefined && written > source.endedAt) return;
    const state = recordedState(exported);
    const checkpoint = (await source.checkpoints())(request.stack);
    if (checkpoint === undefined || checkpoint !== before) continue;
    writeRecord(folder, { ...about, appliedAt: source.now().toISOString(), checkpoint, ...state });
    return;
  }
}
