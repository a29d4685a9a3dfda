import type * as grpc from "@grpc/grpc-js";
import { fromStruct, type Sdk } from "./sdk";
import type { PropertyMap } from "./values";

/** The resource exists, but could not be brought to a good state. */
export class InitFailed extends Error {
  constructor(
    readonly id: string,
    readonly outputs: PropertyMap,
    readonly reasons: readonly string[],
  ) {
    const count = `${reasons.length} error${reasons.length === 1 ? "" : "s"} occurred:`;
    super([count, ...reasons.map((reason) => `\t* ${reason}`)].join("\n"));
    this.name = "InitFailed";
  }
}

/** Reads what the SDK packs into the trailer of a failed create or update; undefined if the resource does not exist. */
export function readInitFailed(sdk: Sdk, error: unknown): InitFailed | undefined {
  const metadata = (error as { metadata?: grpc.Metadata } | undefined)?.metadata;
  const packed = metadata?.get("grpc-status-details-bin")[0];
  if (!(packed instanceof Uint8Array)) return undefined;
  const [detail] = sdk.status.Status.deserializeBinary(packed).getDetailsList();
  if (!detail) return undefined;
  const failed = sdk.provider.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return new InitFailed(failed.getId(), fromStruct(failed.getProperties()), failed.getReasonsList());
}
