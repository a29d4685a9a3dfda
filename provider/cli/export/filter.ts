/** Which of an account's goals and tags are wanted. */
export interface Filter {
  /** Name patterns with * and ?; empty = all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly status: "Active" | "Paused" | "all";
}

/** Whether a whole name matches a pattern: * is any text, ? one character; case does not count. */
export function matchesGlob(name: string, pattern: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === "*") return ".*";
    return part === "?" ? "." : part.replace(/[.+^${}()|[\]\\/]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "isu").test(name);
}

export function isIncluded({ include }: Filter, name: string): boolean {
  return include.length === 0 || include.some((pattern) => matchesGlob(name, pattern));
}

export function isExcluded({ exclude }: Filter, name: string): boolean {
  return exclude.some((pattern) => matchesGlob(name, pattern));
}
