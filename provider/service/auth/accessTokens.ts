import type { Tokens } from "./grants";

/** New tokens are asked for so long before the present one ends, in milliseconds; of a short life after half of it. */
const EARLY_MS = 5 * 60_000;
/** A refusal is believed for so long: two hundred resources that wait for a token are one question. */
const REFUSED_MS = 30_000;

interface Present {
  readonly token: string;
  readonly endsAt: number;
  renewAt: number;
}

/**
 * The access token of a process: got when first needed, renewed 5 minutes before it ends, by one call however many wait
 * for it. `clock`: milliseconds, only differences count.
 */
export class AccessTokens {
  #present: Present | undefined;
  #coming: Promise<string> | undefined;
  #failed: { readonly error: unknown; readonly until: number } | undefined;
  #generation = 0;

  constructor(
    private readonly ask: () => Promise<Tokens>,
    private readonly clock: () => number,
  ) {}

  /** Grows with each new token. */
  get generation(): number {
    return this.#generation;
  }

  /** How long the present token lives, in milliseconds; undefined when unknown. */
  get livesMs(): number | undefined {
    const left = (this.#present?.endsAt ?? Number.POSITIVE_INFINITY) - this.clock();
    return Number.isFinite(left) ? left : undefined;
  }

  /** A token that is good now. Throws what `ask` throws. */
  async get(): Promise<string> {
    const present = this.#present;
    if (present !== undefined && this.clock() < present.renewAt) return present.token;
    try {
      return await this.#next();
    } catch (error) {
      if (present === undefined || this.clock() >= present.endsAt) throw error;
      present.renewAt = Math.min(present.endsAt, this.clock() + REFUSED_MS);
      return present.token;
    }
  }

  /**
   * A new token, after the service called one expired. `generation`: what it was when the call left; when there is a
   * newer token since, nothing is asked.
   */
  async renew(generation: number): Promise<void> {
    if (generation < this.#generation) return;
    this.#present = undefined;
    await this.#next();
  }

  #next(): Promise<string> {
    if (this.#failed !== undefined && this.clock() < this.#failed.until)
      return Promise.reject(this.#failed.error);
    this.#coming ??= this.#ask().finally(() => {
      this.#coming = undefined;
    });
    return this.#coming;
  }

  async #ask(): Promise<string> {
    const began = this.clock();
    try {
      const { accessToken: token, expiresInMs = Number.POSITIVE_INFINITY } = await this.ask();
      const endsAt = began + expiresInMs;
      this.#present = { token, endsAt, renewAt: endsAt - Math.min(EARLY_MS, expiresInMs / 2) };
      this.#generation += 1;
      this.#failed = undefined;
      return token;
    } catch (error) {
      this.#failed = { error, until: this.clock() + REFUSED_MS };
      throw error;
    }
  }
}
