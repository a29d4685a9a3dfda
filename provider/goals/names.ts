import { show } from "./text";

/** A name and the resource that has it. */
export interface NameHolder {
  readonly resource: string;
  readonly name: string;
}

/** The form in which names that the service may treat as equal are the same: without case and needless blanks. */
export function foldName(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

/** The name as it goes to the service: with the stack's prefix and suffix. */
export function fullName(
  name: unknown,
  { namePrefix, nameSuffix }: { readonly namePrefix: string; readonly nameSuffix: string },
): unknown {
  const isKnown = typeof name === "string" && name !== "";
  return isKnown ? `${namePrefix}${name}${nameSuffix}` : name;
}

/** Why a name is not free: another resource of the program has it, or one that the service treats as equal. */
export function nameTaken(noun: "goal" | "tag", name: string, other: NameHolder): string {
  const once = `a ${noun}'s name must be unique within a customer`;
  return other.name === name
    ? `${show(name)} is also the name of resource "${other.resource}"; ${once}`
    : `${show(name)} and ${show(other.name)}, the name of resource "${other.resource}", differ only by case or blanks; the service treats them as one name, and ${once}. Choose another`;
}
