import { MOST_IN_CALL } from "../goals/limits";
import { MsadsError } from "../service/errors";

/** After so many things in a row that a list rightly lacked, it is believed: each costs a call, and a tag may have taken 200 goals with it. */
const BELIEVED = 5;

/**
 * Asks by its id for what state has and a list lacks. One list that lacks a goal, since it is of a replica that lags, or cut at a page, would
 * otherwise end with a second goal, or with one that runs on while nobody manages it.
 */
export class SecondLook<T extends { readonly id: string }> {
  readonly #gone = new Set<string>();
  #waiting = new Set<string>();
  #looking: Promise<readonly T[]> = Promise.resolve([]);
  #right = 0;

  constructor(private readonly read: (ids: readonly string[]) => Promise<readonly (T | null)[]>) {}

  /** Those of some things that are there after all. `isSure`: no list is believed. */
  async at(ids: readonly string[], isSure = false): Promise<readonly T[]> {
    const open = ids.filter((id) => !this.#gone.has(id) && /^[0-9]{1,19}$/.test(id));
    if (open.length === 0 || (this.#right >= BELIEVED && !isSure)) return [];
    for (const id of open) this.#waiting.add(id);
    // Who comes while a look is under way joins the next one.
    const before = this.#looking;
    const next = () => (this.#waiting.size === 0 ? before : this.#look());
    this.#looking = before.then(next, next);
    return this.#looking;
  }

  async #look(): Promise<readonly T[]> {
    const ids = [...this.#waiting].slice(0, MOST_IN_CALL);
    for (const id of ids) this.#waiting.delete(id);
    const seen = (await this.#asked(ids)).filter((each) => each !== null);
    for (const id of ids) if (!seen.some((each) => each.id === id)) this.#gone.add(id);
    this.#right = seen.length > 0 ? 0 : this.#right + ids.length;
    return this.#waiting.size === 0 ? seen : [...seen, ...(await this.#look())];
  }

  /** What the service refuses to show is not there. */
  async #asked(ids: readonly string[]): Promise<readonly (T | null)[]> {
    try {
      return await this.read(ids);
    } catch (error) {
      if (error instanceof MsadsError && error.outcome === "refused" && error.items.length > 0) return [];
      throw error;
    }
  }
}
