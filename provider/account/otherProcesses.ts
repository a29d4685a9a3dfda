/** The claims of the other processes of a run; each claim is a text like "111 goals id 4711". */
export interface OtherProcesses {
  /** Notes a claim where the others see it. The resource of another process that claims the same. */
  claim(what: string, resource: string): string | undefined;
  /** Takes a claim of this process back. */
  release(what: string, resource: string): void;
  /** The resource of another process that claims it. Throws an Error if that cannot be found out. */
  holderOf(what: string): string | undefined;
  /** The same, as far as it can be found out. */
  seenHolderOf(what: string): string | undefined;
}

/** A process that shares its claims with no other. */
export const ALONE: OtherProcesses = {
  claim: () => undefined,
  release: () => {},
  holderOf: () => undefined,
  seenHolderOf: () => undefined,
};
