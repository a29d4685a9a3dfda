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

/** What the stack's settings add to every name. */
export interface NameForm {
  readonly namePrefix: string;
  readonly nameSuffix: string;
}

/** The name as it goes to the service: with the stack's prefix and suffix. */
export function fullName(name: unknown, { namePrefix, nameSuffix }: NameForm): unknown {
  const isKnown = typeof name === "string" && name !== "";
  return isKnown ? `${namePrefix}${name}${nameSuffix}` : name;
}

/** A live name without the stack's prefix and suffix, as a program writes it; undefined where it does not have them. */
export function ownName(name: string, { namePrefix, nameSuffix }: NameForm): string | undefined {
  const end = name.length - nameSuffix.length;
  const isOwn = end > namePrefix.length && name.startsWith(namePrefix) && name.endsWith(nameSuffix);
  return isOwn ? name.slice(namePrefix.length, end) : undefined;
}

/** Why a name has no form without the stack's prefix and suffix. */
export function foreignName({ namePrefix, nameSuffix }: NameForm): string {
  if (namePrefix === "" && nameSuffix === "") return "it has no name";
  return `its name does not begin with namePrefix ${show(namePrefix)} and end with nameSuffix ${show(nameSuffix)}`;
}

/** A name that the service may hold for that of another goal or tag. */
export function nearWords(
  noun: "goal" | "UET tag",
  near: { id: string; name: string },
  name: unknown,
): string {
  return `${noun} ${near.id} has the name ${show(near.name)}, which differs only by case or blanks. The service may refuse ${show(name)}`;
}

/** Why a name is not free: another resource of the program has it, or one that the service treats as equal. */
export function nameTaken(noun: "goal" | "tag", name: string, other: NameHolder): string {
  const once = `a ${noun}'s name must be unique within a customer`;
  return other.name === name
    ? `${show(name)} is also the name of resource "${other.resource}"; ${once}`
    : `${show(name)} and ${show(other.name)}, the name of resource "${other.resource}", differ only by case or blanks; the service treats them as one name, and ${once}. Choose another`;
}
