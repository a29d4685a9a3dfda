import type { sendUnaryData } from "@grpc/grpc-js";
import { PartlyDone } from "../core/errors";
import type { Props } from "../core/props";
import type { Sdk } from "./sdk";

type Failure = Parameters<sendUnaryData<unknown>>[0];

/** Something that exists although its write failed: the engine keeps it in state. */
export interface Remains {
  readonly id: string;
  readonly outputs: Props;
  readonly inputs: Props;
}

/** An error for the engine: one message, and what exists despite the error. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    message: string,
    readonly remains?: Remains,
  ) {
    super(message);
  }
}

/** How a failed write goes into state. */
export interface Keeping {
  /** Makes state's properties of outputs. */
  readonly put: (outputs: Props) => Props;
  readonly inputs: Props;
  /** What goes into state where nothing is known to be done. Default: nothing, state stays as it is. */
  readonly before?: { readonly id: string; readonly outs: Props };
}

/** What a handler threw, in the engine's form. */
export function engineError(error: unknown, message: string, { put, inputs, before }: Keeping): EngineError {
  const kept = error instanceof PartlyDone ? error : before;
  return new EngineError(message, kept && { id: kept.id, outputs: put(kept.outs), inputs });
}

/** An error as gRPC sends it. */
export function toFailure(sdk: Sdk, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const code = sdk.grpc.status.UNKNOWN;
  const remains = error instanceof EngineError ? error.remains : undefined;
  if (remains === undefined) return { code, details: message };
  const failed = new sdk.provider.ErrorResourceInitFailed();
  failed.setId(remains.id);
  failed.setProperties(sdk.struct.Struct.fromJavaScript(remains.outputs));
  failed.setInputs(sdk.struct.Struct.fromJavaScript(remains.inputs));
  failed.setReasonsList([message]);
  failed.setRefreshBeforeUpdate(true);
  const packed = new sdk.any.Any();
  packed.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new sdk.status.Status();
  status.setCode(code);
  status.setMessage(message);
  status.addDetails(packed as unknown as Parameters<typeof status.addDetails>[0]);
  const metadata = new sdk.grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { code, details: message, metadata };
}
