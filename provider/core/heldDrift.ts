import type { Seen } from "./handler";

/**
 * What reads found changed by people. Pulumi does not tell a read what `ignoreChanges` names; the diff that it asks for after each read of a
 * refresh is told. So a drift waits for that diff.
 */
export class HeldDrift {
  readonly #held = new Map<string, NonNullable<Seen["tellDrift"]>>();

  /** Notes what a read of a resource found. */
  hold(resource: string, { tellDrift }: Seen): void {
    if (tellDrift !== undefined) this.#held.set(resource, tellDrift);
  }

  /** Tells, once, what the last read found, but for what is ignored. */
  tell(resource: string, ignored: readonly string[]): void {
    const tellDrift = this.#held.get(resource);
    this.#held.delete(resource);
    tellDrift?.(ignored);
  }
}
