const PART = /^[A-Za-z0-9_.-]{1,100}$/;

/** As Pulumi has it: a stack's name, ORGANIZATION/STACK or ORGANIZATION/PROJECT/STACK. */
export function isStackName(stack: string): boolean {
  const parts = stack.split("/");
  return parts.length <= 3 && parts.every((part) => PART.test(part));
}

/**
 * The same for two stacks that cannot be in one fleet. The organization does not count, since a stack's settings file, `Pulumi.<stack>.yaml`,
 * is named without it; nor does case, since file systems may ignore it.
 */
export function settingsFileOf(stack: string): string {
  return stack.slice(stack.lastIndexOf("/") + 1).toLowerCase();
}
