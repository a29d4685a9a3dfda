import * as ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Project } from "../support/e2eProject";
import { isProgram, placeOf, tsBlocks } from "./blocks";

/**
 * The whole programs of the documentation, one after the other on one account, as a reader might run them: the README's first, since others look
 * up what it makes. Goals of one name must be the same wherever they stand, or the account would refuse the second.
 */
const programs = tsBlocks()
  .filter((block) => isProgram(block) && block.notRun === undefined)
  .sort((a, b) => Number(b.file === "README.md") - Number(a.file === "README.md"));

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  emulator.addCustomers({ id: "111", accounts: [{ id: "333" }] });
});
afterAll(() => emulator.close());

test.each(programs.map((block) => [placeOf(block), block] as const))("%s runs", async (_, { text }) => {
  const options = { main: "index.mjs", config: { "msads:adopt": "equal" } };
  const project = new Project(emulator, options).program(inJavaScript(text));
  const { ok, text: said } = await project.run("up");
  expect(ok, said).toBe(true);
  const declared = [...text.matchAll(/\bname: "([^"]+)"/g)].map(([, name]) => name);
  const live = [...emulator.store.goals, ...emulator.store.tags].map(({ fields }) => fields.Name);
  expect(live).toEqual(expect.arrayContaining(declared));
  project.remove();
});

test("there are programs to run", () => {
  expect(programs.map(({ file }) => file)).toContain("README.md");
});

function inJavaScript(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
