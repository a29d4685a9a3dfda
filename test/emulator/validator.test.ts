import { expect, it } from "vitest";
import { xmlTools } from "../../provider/emulator/schema/validator";
import { tns } from "./soapClient";

const answer = (version: 12 | 13, content: string) =>
  `<AddUetTagsResponse xmlns="${tns(version)}">${content}</AddUetTagsResponse>`;

it("complains of a text that the schema or XML refuses, and of no good one", async () => {
  const { validators } = await xmlTools();
  expect(validators[13].complaintOfText(answer(13, "<UetTags/>"))).toBeUndefined();
  expect(validators[13].complaintOfText(answer(13, "<Nonsense/>"))).toMatch(/Nonsense/);
  expect(validators[13].complaintOfText(answer(13, "<UetTags>"))).toMatch(/mismatch/);
  expect(validators[13].complaintOfText(answer(13, "<UetTags/><!--\ud800-->"))).toMatch(/half a character/);
});

it("does not take one version's good text for another's", async () => {
  const { validators } = await xmlTools();
  expect(validators[13].complaintOfText(answer(13, ""))).toBeUndefined();
  expect(validators[12].complaintOfText(answer(13, ""))).toBeDefined();
  expect(validators[12].complaintOfText(answer(12, ""))).toBeUndefined();
});
