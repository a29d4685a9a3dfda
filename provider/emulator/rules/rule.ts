/** How sure we are: Microsoft says so; somebody saw the service do so; nobody says, and we chose. */
export type Mark = "documented" | "observed" | "assumed";

export interface Rule {
  readonly mark: Mark;
  /** Whose word it is: a page of Microsoft's reference, a recorded message, a public report; for `assumed`, why so. */
  readonly source: string;
  readonly says: string;
  /** Set for a rule that refuses something. */
  readonly code?: number;
  readonly symbol?: string;
  /** Applied only when a setting turns it on: the sources disagree, and the other reading is the default. */
  readonly off?: true;
}

type Maker = (source: string, says: string, code?: number, symbol?: string) => Rule;

const maker =
  (mark: Mark): Maker =>
  (source, says, code, symbol) => ({
    mark,
    source,
    says,
    ...(code === undefined ? {} : { code }),
    ...(symbol === undefined ? {} : { symbol }),
  });

export const documented = maker("documented");
export const observed = maker("observed");
export const assumed = maker("assumed");

export const off = (rule: Rule): Rule => ({ ...rule, off: true });
