import type { ApiVersion } from "../../goals/field";
import type { MsadsError } from "../errors";
import { AnswerProblem } from "../wire/answerProblem";
import type { Scrub } from "../wire/credentials";
import { contentTypeOf, httpError } from "../wire/exchange";
import type { Operation } from "../wire/operations";
import type { CheckedEnvelope, checkEnvelope, EnvelopeRules } from "./envelope";

/** Why a status means that there is no answer; SOAP 1.1 answers with 200, and with 500 for a fault. */
export function statusProblem(
  status: number,
  operation: Operation,
  retryAfterMs: number | undefined,
): MsadsError | undefined {
  return status === 200 || status === 500 ? undefined : httpError(status, operation, retryAfterMs);
}

/** Throws for the content type of something else than SOAP 1.1. */
export function checkContentType(contentType: string | null): void {
  contentTypeOf(contentType, ["text/xml", "application/xml"]);
}

/** Takes secrets out of an answer that repeats them, and checks the envelope. */
export function readEnvelope(
  operation: Operation,
  version: ApiVersion,
  scrub: Scrub,
  rules: EnvelopeRules & { readonly checkEnvelope: typeof checkEnvelope },
): (body: string, status: number) => CheckedEnvelope {
  return (body, status) => {
    const checked = rules.checkEnvelope(scrub(body), operation, version, rules);
    if (checked.kind === "answer" && status === 500)
      throw new AnswerProblem(
        "MalformedAnswer",
        "the answer is an error by its status but not by its content",
      );
    return checked;
  };
}
