import { vi } from "vitest";

/**
 * What the one error says that a program is told of under mocks when its synchronous part is over; undefined where there is none. There
 * it would end the process, as what nobody catches does.
 */
export function programError(program: () => unknown): string | undefined {
  const waiting: (() => void)[] = [];
  const microtasks = vi
    .spyOn(globalThis, "queueMicrotask")
    .mockImplementation((callback) => void waiting.push(callback));
  try {
    program();
    for (const callback of waiting) callback();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    microtasks.mockRestore();
  }
}
