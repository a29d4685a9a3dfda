import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askYes } from "../../provider/cli/shared/askYes";

async function answerTo(keys: string, isEnd = false) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let interrupts = 0;
  const onInterrupt = () => {
    interrupts += 1;
  };
  const asked = askYes("Write? Type yes: ", { input, output, onInterrupt });
  input.write(keys);
  if (isEnd) input.end();
  return { isYes: await asked, interrupts, shown: String(output.read()) };
}

test.each([
  ["yes and Enter", "yes\r", true],
  ["Yes with blanks", "  Yes \r", true],
  ["no", "no\r", false],
  ["Enter alone", "\r", false],
  ["y", "y\r", false],
])("%s", async (_, keys, isYes) => {
  const answer = await answerTo(keys);
  expect(answer).toMatchObject({ isYes, interrupts: 0 });
  expect(answer.shown).toContain("Write? Type yes: ");
});

test("Ctrl-D is no answer, and the question ends", async () => {
  expect(await answerTo("\u0004")).toMatchObject({ isYes: false, interrupts: 0 });
});

test("neither is the end of the input, even with a yes that was not sent off", async () => {
  expect(await answerTo("yes", true)).toMatchObject({ isYes: false, interrupts: 0 });
});

test("Ctrl-C is no answer either, and is told", async () => {
  expect(await answerTo("yes\u0003")).toMatchObject({ isYes: false, interrupts: 1 });
});
