/**
 * Runs a synchronous reader of a library that throws an Error for what it cannot read. The Error gets no stack trace: nobody sees
 * it, and it takes longer than all the rest of such a call.
 */
export function untraced<T>(read: () => T): T {
  const usual = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return read();
  } finally {
    Error.stackTraceLimit = usual;
  }
}
