/**
 * Runs a library that refuses what it cannot read by an Error: without its stack trace, which nobody sees and which takes
 * longer than all the rest of such a call.
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
