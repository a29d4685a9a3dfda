/** What `pauseStackTraces` gives back. */
export interface PausedTraces {
  /** Errors have stack traces again. */
  resume(): void;
  /** Gives an error that was thrown meanwhile the trace that it lacks, so that it names the line of the program. */
  to(error: unknown): unknown;
}

/**
 * Pulumi's SDK notes a stack trace for each promise behind a resource's outputs, some forty for a goal, and under `pulumi up` each is
 * traced back to the TypeScript: most of the time that a program with many goals takes. They are shown only with
 * PULUMI_DEBUG_PROMISE_LEAKS. The position in the program that the engine is told is taken by the SDK at a depth of its own, and stays.
 */
export function pauseStackTraces(): PausedTraces {
  const limit = Error.stackTraceLimit;
  const resume = (): void => {
    Error.stackTraceLimit = limit;
  };
  const to = (error: unknown): unknown => {
    resume();
    if (error instanceof Error) Error.captureStackTrace(error, to);
    return error;
  };
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 0;
  return { resume, to };
}
