import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldsOf, GOAL_TYPES } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import type { Field, Fields } from "../../provider/goals/field";
import { tagFields } from "../../provider/tags/tag";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";

const MANAGEMENT = ["customerId", "accountId", "adopt", "onDelete"];
const REVENUE = { type: '"NoValue"', value: "5", currencyCode: '"EUR"' };

/** A program that names every property that a resource takes, each on a line of its own: `{ name: undefined as never, … }`. */
const named = (names: readonly string[], more = "") =>
  `{\n${names.map((name) => `${name}: undefined as never,\n`).join("")}${more}}`;
const programFields = (fields: Fields) => Object.entries(fields).filter(([, field]) => !field.system);
const revenueText = (revenue: Field | undefined) =>
  revenue === undefined
    ? ""
    : `revenue: {\n${programFields(revenue.inside ?? {})
        .map(([name]) => `${name}: ${REVENUE[name as keyof typeof REVENUE]},\n`)
        .join("")}},\n`;
const goalText = (
  type: (typeof GOAL_TYPES)[number],
  others: readonly string[],
  without: readonly string[] = [],
) => {
  const fields = programFields(fieldsOf(definitionOf(type))).map(([name]) => name);
  const plain = fields.filter((name) => name !== "revenue" && !without.includes(name));
  return named([...plain, ...others], revenueText(definitionOf(type).base.revenue));
};

const tagOutputs = [
  "id",
  "name",
  "description",
  "industry",
  "trackingScript",
  "trackingNoScript",
  "trackingStatus",
];
const goalOutputs = [
  ...[
    "id",
    "type",
    "name",
    "status",
    "scope",
    "tagId",
    "trackingStatus",
    "goalCategory",
    "revenue",
    "countType",
  ],
  ...["conversionWindowInMinutes", "viewThroughConversionWindowInMinutes", "fields"],
];
const lookup = (name: string, value: string, by: string, outputs: readonly string[]) =>
  `msads.${name}({\n${by}: ${value},\ncustomerId: "1",\naccountId: "2",\n}).then((found) => [
${outputs.map((output) => `found.${output},\n`).join("")}]);`;

const PROGRAMS_BY_NAME: Readonly<Record<string, string>> = {
  UetTag: `new msads.UetTag("x", ${named([...programFields(tagFields).map(([name]) => name), ...MANAGEMENT])});`,
  ...Object.fromEntries(
    GOAL_TYPES.map((type) => [`${type}Goal`, `new msads.${type}Goal("x", ${goalText(type, MANAGEMENT)});`]),
  ),
  ConversionGoal: `new msads.ConversionGoal("x", ${goalText("Url", MANAGEMENT).replace("{\n", '{ type: "Url",\n')});`,
  ConversionGoalLibrary: `new msads.ConversionGoalLibrary("x", {
goals: { Order: ${goalText("Url", ["adopt", "onDelete", "renamedFrom"], ["name"]).replace("{\n", '{ type: "Url",\n')} },
unlisted: "pause",
pauseAtMost: 5,
customerId: "1",
accountId: "2",
adopt: true,
onDelete: "pause",
});`,
  getUetTag: lookup("getUetTag", '"x"', "name", tagOutputs),
  getConversionGoal: lookup("getConversionGoal", '"1"', "id", goalOutputs),
};

let folder = "";
let service: ts.LanguageService;
beforeAll(() => {
  packedPackage();
  mkdirSync(join(PROGRAMS, "programs"), { recursive: true });
  folder = mkdtempSync(join(PROGRAMS, "programs/hover-"));
  const files = Object.entries(PROGRAMS_BY_NAME).map(([name, text]) => {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, `import * as msads from "pulumi-msads";\n${text}\n`);
    return file;
  });
  writeFileSync(join(folder, "package.json"), "{}");
  service = languageService(files);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.keys(PROGRAMS_BY_NAME))("in an editor %s", (name) => {
  test("shows what each property is when the pointer rests on it", () => {
    const file = join(folder, `${name}.ts`);
    expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
    const text = service.getProgram()?.getSourceFile(file)?.text ?? "";
    const properties = [...text.matchAll(/^(?:found\.)?(\w+)(?=: |,$)/gm)];
    expect(properties.length).toBeGreaterThan(5);
    const bare = properties.filter(({ index, 0: found }) => said(file, index + found.length - 1) === "");
    expect(bare.map(([found]) => found)).toEqual([]);
  });
});

test("a property's words are those of its table", () => {
  const file = join(folder, "UrlGoal.ts");
  const text = service.getProgram()?.getSourceFile(file)?.text ?? "";
  expect(said(file, text.indexOf("urlExpression"))).toBe(
    "The page's address or a part of it. Errors 5334, 5341.",
  );
});

function said(file: string, position: number): string {
  return ts.displayPartsToString(service.getQuickInfoAtPosition(file, position)?.documentation ?? []);
}

function languageService(files: readonly string[]): ts.LanguageService {
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
    types: [],
  };
  return ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...files],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
  });
}
