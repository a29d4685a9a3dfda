import type { CheckResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Props } from "../core/props";
import type { Sdk } from "./sdk";

/**
 * What check answers. Of a failure with a property the engine prints Go's form of the value as well, and what is secret in clear: so the
 * property is in the reason.
 */
export function checkResponse(sdk: Sdk, inputs: Props, failures: readonly string[]): CheckResponse {
  const answer = new sdk.provider.CheckResponse();
  answer.setInputs(sdk.struct.Struct.fromJavaScript(inputs));
  answer.setFailuresList(failures.map((reason) => failure(sdk, reason)));
  return answer;
}

export function failure(sdk: Sdk, reason: string) {
  const failed = new sdk.provider.CheckFailure();
  failed.setReason(reason);
  return failed;
}
