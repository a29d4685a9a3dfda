import type { UsedName } from "./types";

/** Every name that goals and tags have or had, found without case. */
export class NameBook {
  readonly #byKey = new Map<string, UsedName[]>();

  constructor(used: readonly UsedName[] = []) {
    for (const name of used) this.add(name);
  }

  add(used: UsedName): void {
    const entries = this.users(used.of, used.customerId, used.name);
    if (entries.some((each) => each.id === used.id && each.name === used.name)) return;
    this.#byKey.set(keyOf(used.of, used.customerId, used.name), [...entries, used]);
  }

  /** Who has or had this name, whatever its case. */
  users(of: UsedName["of"], customerId: string, name: string): readonly UsedName[] {
    return this.#byKey.get(keyOf(of, customerId, name)) ?? [];
  }

  all(): readonly UsedName[] {
    return [...this.#byKey.values()].flat();
  }
}

const keyOf = (of: UsedName["of"], customerId: string, name: string): string =>
  `${of} ${customerId} ${name.toLowerCase()}`;
