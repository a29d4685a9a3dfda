/** Thrown where a step would have started after the run was cancelled. */
export class Cancelled extends Error {
  constructor() {
    super("the run was cancelled");
    this.name = "Cancelled";
  }
}

/** Whether a run may start anything new. What is under way is never cut off. */
export class Cancellation {
  private cancelled = false;
  private tell: () => void = () => undefined;
  /** Settles when the run is cancelled. */
  readonly happened = new Promise<void>((resolve) => {
    this.tell = resolve;
  });

  get requested(): boolean {
    return this.cancelled;
  }

  cancel(): void {
    this.cancelled = true;
    this.tell();
  }

  /** @throws Cancelled */
  check(): void {
    if (this.cancelled) throw new Cancelled();
  }

  /** The work's answer, unless the run is cancelled first. */
  async race<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([work, this.happened.then(() => Promise.reject(new Cancelled()))]);
  }
}
