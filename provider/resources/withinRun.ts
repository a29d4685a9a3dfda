import { AsyncResource } from "node:async_hooks";
import type * as pulumi from "@pulumi/pulumi";

type Callbacks = NonNullable<ReturnType<typeof pulumi.runtime.getCallbacks>>;
type Call = (request: Uint8Array) => Promise<unknown>;

/**
 * Has the transforms of a run called as a part of it. The SDK's server calls them outside of any run: of an inline program of the Automation
 * API the SDK does not see there that the engine takes secrets, and hands on in clear what the program or a transform marked secret.
 */
export function callWithinRun(callbacks: Callbacks): void {
  // The SDK's own, which its types do not show.
  const calls: unknown = Reflect.get(callbacks, "_callbacks");
  if (!(calls instanceof Map)) return;
  const byToken = calls as Map<string, Call>;
  for (const [token, call] of byToken) byToken.set(token, AsyncResource.bind(call));
  const register = callbacks.registerTransform.bind(callbacks);
  callbacks.registerTransform = async (transform) => {
    const made = await register(transform);
    const call = byToken.get(made.getToken());
    if (call !== undefined) byToken.set(made.getToken(), AsyncResource.bind(call));
    return made;
  };
}
