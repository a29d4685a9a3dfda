import { inWords } from "../goals/problem";
import type { Provider } from "./provider";

/**
 * A lifecycle whose failures the engine prints as they are meant. Of a failure with a property it prints Go's form of the value as well:
 * `{<nil>}` for a missing one, `{[map[…]]}` for an object, and what is secret in clear. So the property goes into the reason.
 */
export function withPlainFailures(lifecycle: Provider): Provider {
  return {
    ...lifecycle,
    check: async (olds, news) => {
      const { failures = [], ...checked } = await lifecycle.check(olds, news);
      return { ...checked, failures: failures.map((each) => ({ property: "", reason: inWords(each) })) };
    },
  };
}

/**
 * Keeps what is printed through this console from saying twice what the engine says once: the SDK prints each error that diff, read or
 * delete throws, before it gives it to the engine.
 */
export function printOnce(out: { error: (...args: unknown[]) => void }): void {
  const print = out.error.bind(out);
  out.error = (...args) => {
    if (!isRepeat(args)) print(...args);
  };
}

/** `Error: <message>: <stack>`, where the stack is the message alone. */
function isRepeat([text, ...others]: readonly unknown[]): boolean {
  const start = "Error: ";
  if (others.length > 0 || typeof text !== "string" || !text.startsWith(start)) return false;
  const message = text.slice(start.length, start.length + (text.length - start.length - ": ".length) / 2);
  return text === `${start}${message}: ${message}`;
}
