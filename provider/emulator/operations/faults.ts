import type { Problem } from "../rules";

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
