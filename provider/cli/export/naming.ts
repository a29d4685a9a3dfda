import type { ApiVersion } from "../../goals/field";
import { show } from "../../goals/text";

/** What of the settings a program's text depends on. */
export interface Naming {
  readonly apiVersion: ApiVersion;
  readonly namePrefix: string;
  readonly nameSuffix: string;
}

/** A live name without the stack's prefix and suffix, as a program writes it; undefined where it does not have them. */
export function ownName(name: string, { namePrefix, nameSuffix }: Naming): string | undefined {
  const end = name.length - nameSuffix.length;
  const isOwn = end > namePrefix.length && name.startsWith(namePrefix) && name.endsWith(nameSuffix);
  return isOwn ? name.slice(namePrefix.length, end) : undefined;
}

export function foreignName({ namePrefix, nameSuffix }: Naming): string {
  if (namePrefix === "" && nameSuffix === "") return "it has no name";
  return `its name does not begin with namePrefix ${show(namePrefix)} and end with nameSuffix ${show(nameSuffix)}`;
}
