import type { RuleId } from "../rules";

/** One thing wrong: the service's number and symbol, and a text for people. */
export interface Problem {
  /** The rule that refuses; undefined when a test ordered the refusal. */
  readonly rule?: RuleId;
  readonly code: number;
  readonly symbol: string;
  readonly message: string;
}

/** An item of a batch that was refused; the rest of the batch goes on. */
export interface ItemError extends Problem {
  readonly index: number;
  readonly editorial?: EditorialDetail;
}

/** What an EditorialError says more than a BatchError. */
export interface EditorialDetail {
  readonly Appealable: boolean;
  readonly DisapprovedText: string;
  readonly Location: string;
  readonly PublisherCountry: string;
  readonly ReasonCode: number;
}

/**
 * The whole call is refused. `adapi`: caller, rate or service (AdApiFaultDetail); `api`: the request (ApiFaultDetail).
 * It is thrown but is no Error, as are the other refusals of calls: an answer needs no stack trace.
 */
export class ServiceFault {
  constructor(
    readonly kind: "adapi" | "api",
    readonly problems: readonly Problem[],
  ) {}
}
