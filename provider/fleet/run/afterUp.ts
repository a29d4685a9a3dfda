import { pulumiIn } from "../askPulumi";
import type { Fleet } from "../fleet";
import { checkpointsNow, programNow } from "../openFleet";
import { changedSince } from "../record/fingerprint";
import { type RecordRequest, takeRecord } from "../record/takeRecord";

/** What an `up` that succeeded leaves behind: the record of it. Plain data: it goes to the worker. */
export interface AfterUp {
  readonly fleet: Pick<Fleet, "backend"> & Parameters<typeof programNow>[0];
  readonly record: RecordRequest;
}

/** What is another than when the command began: with it this run was made, perhaps. Undefined: nothing. */
export function otherProgram({ fleet, record: { fingerprint } }: AfterUp): string | undefined {
  return changedSince(fingerprint, { ...fingerprint, ...programNow(fleet, process.env).print });
}

/** What a worker does after an `up` that succeeded, while the stack is as it was just applied. Throws an Error when it cannot be recorded. */
export async function afterUp({ fleet, record }: AfterUp, endedAt: Date): Promise<void> {
  const { backend, program } = fleet;
  const env = backend === undefined ? process.env : { ...process.env, PULUMI_BACKEND_URL: backend };
  const ask = pulumiIn(program, env);
  await takeRecord(record, {
    checkpoints: () => checkpointsNow(fleet, process.env),
    exported: async () => {
      const answer = await ask(["stack", "export", "--stack", record.stack]);
      if (answer.is === "answered") return answer.stdout;
      throw new Error(answer.is === "missing" ? "pulumi is not on PATH" : answer.why);
    },
    now: () => new Date(),
    endedAt,
  });
}
