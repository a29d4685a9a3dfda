import { AnswerProblem } from "./answerProblem";

/** A hundred goals take 60 kB, an account's 1,000 goals 600 kB. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

/**
 * The text of an answer, read no further than `limit` bytes, counted after decompression.
 * Throws an AnswerProblem for too much and for what is not the text that the content type says.
 */
export async function readBody(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) break;
    bytes += next.value.byteLength;
    if (bytes > limit) {
      await reader?.cancel().catch(() => undefined);
      throw new AnswerProblem(
        "AnswerTooLarge",
        `the answer is larger than ${Math.floor(limit / 1024 / 1024)} MB`,
      );
    }
    chunks.push(next.value);
  }
  return decoded(Buffer.concat(chunks), response.headers.get("content-type") ?? "");
}

function decoded(bytes: Uint8Array, contentType: string): string {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    throw new AnswerProblem("MalformedAnswer", "the answer is not text in the encoding that it claims");
  }
}
