import { AnswerProblem } from "../wire/answerProblem";
import type { Scrub } from "../wire/credentials";
import type { Node } from "../wire/dialect";
import { webPage } from "../wire/exchange";
import { isMembers } from "../wire/nodes";
import { readJson } from "./json";

/** An answer taken apart. */
export interface Taken {
  readonly kind: "answer" | "fault";
  readonly node: Node;
}

/**
 * Takes a body apart. Throws an AnswerProblem for what is neither an answer with HTTP 200 nor one of the service's
 * faults, which are taken as such whatever their status.
 */
export function takeApart(scrub: Scrub): (body: string, status: number) => Taken {
  return (body, status) => {
    if (body.trim() === "") throw new AnswerProblem("EmptyAnswer", "the answer is empty");
    if (/^\s*</.test(body)) throw webPage();
    const node = readJson(body, scrub);
    if (!isMembers(node)) throw malformed("it is no object");
    if (isFault(node)) return { kind: "fault", node };
    if (status !== 200) throw malformed("it is an error by its status but not by its content");
    return { kind: "answer", node };
  };
}

/** No answer to a call has these members. */
function isFault(node: Readonly<Record<string, unknown>>): boolean {
  return ["Errors", "OperationErrors", "BatchErrors"].some(
    (name) => Object.hasOwn(node, name) && Array.isArray(node[name]),
  );
}

function malformed(reason: string): AnswerProblem {
  return new AnswerProblem("MalformedAnswer", `the answer is not what the API answers (${reason})`);
}
