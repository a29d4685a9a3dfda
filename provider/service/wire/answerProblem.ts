/** Why an answer is no answer. Inside the transport only; callers see an MsadsError. */
export class AnswerProblem extends Error {
  override readonly name = "AnswerProblem";

  constructor(
    readonly symbol: "EmptyAnswer" | "MalformedAnswer" | "NotTheApi" | "AnswerTooLarge" | "AnswerMismatch",
    message: string,
  ) {
    super(message);
  }
}
