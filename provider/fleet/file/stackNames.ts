/** As Pulumi has it, but for "-" at the beginning, which its command would take for an option. */
const PART = /^[A-Za-z0-9_.][A-Za-z0-9_.-]{0,99}$/;

/**
 * A stack's name, ORGANIZATION/STACK or ORGANIZATION/PROJECT/STACK. Pulumi also takes "." and "..", but then keeps the state of a file
 * backend outside of the project's folder, where another project's can be.
 */
export function isStackName(stack: string): boolean {
  const parts = stack.split("/");
  return parts.length <= 3 && parts.every((part) => PART.test(part) && part !== "." && part !== "..");
}

/**
 * The same for two stacks that cannot be in one fleet. The organization does not count, since a stack's settings file, `Pulumi.<stack>.yaml`,
 * is named without it; nor does case, since file systems may ignore it.
 */
export function settingsFileOf(stack: string): string {
  return stack.slice(stack.lastIndexOf("/") + 1).toLowerCase();
}
