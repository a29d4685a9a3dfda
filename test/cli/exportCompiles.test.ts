import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { planExport } from "../../provider/cli/export/planExport";
import { type Form, renderProgram } from "../../provider/cli/export/renderProgram";
import type { LiveGoal } from "../../provider/goals/goal";
import type { LiveTag } from "../../provider/tags/tag";
import { HOSTILE_NAMES } from "./exportAccounts";

const ROOT = join(__dirname, "../..");
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: [],
  noEmit: true,
  paths: { "pulumi-msads": [join(ROOT, "provider/index.ts")] },
};

/** What the compiler says of programs, each a file of its own that is nowhere but in memory. */
function complaints(texts: readonly string[]): readonly string[] {
  const files = new Map(texts.map((text, index) => [join(ROOT, `exported-${index}.ts`), text]));
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile, fileExists } = host;
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  return [...files].flatMap(([name, text]) => {
    const file = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found.map(({ messageText }) => `${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${text}`);
  });
}

const types = [
  { type: "Url", fields: { urlExpression: "/thanks", urlOperator: "Contains" } },
  { type: "Event", fields: { actionExpression: "buy", actionOperator: "Equals" } },
  { type: "OfflineConversion", fields: {} },
] as const;

const anyName = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }) },
);

/** An account in which any goal may have any name. */
const anyAccount = fc.record({
  tags: fc.array(fc.record({ name: anyName, description: anyName }), { minLength: 1, maxLength: 3 }),
  goals: fc.array(fc.record({ name: anyName, of: fc.nat(2), tag: fc.nat(2), text: anyName }), {
    minLength: 1,
    maxLength: 8,
  }),
});

function textOf({ tags, goals }: typeof anyAccount extends fc.Arbitrary<infer A> ? A : never, form: Form) {
  const liveTags = tags.map(
    (tag, index): LiveTag => ({ id: String(index + 1), trackingScript: "", trackingNoScript: "", ...tag }),
  );
  const liveGoals = goals.map(({ name, of, tag, text }, index): LiveGoal => {
    const { type, fields } = types[of % types.length] ?? types[0];
    const own = type === "OfflineConversion" ? {} : { tagId: String((tag % tags.length) + 1) };
    const more = type === "Event" ? { labelExpression: text, labelOperator: "Equals" } : {};
    const common = { name, status: "Active", goalCategory: "Purchase" };
    const scope = type === "OfflineConversion" ? "Account" : "Customer";
    return { id: String(index + 11), name, type, fields: { ...common, scope, ...fields, ...more, ...own } };
  });
  const naming = { customerId: "111", apiVersion: 13, namePrefix: "", nameSuffix: "" } as const;
  const plan = planExport(liveGoals, liveTags, { include: [], exclude: [], status: "all" }, naming);
  return renderProgram(plan, form, "Account 222 of customer 111");
}

const accounts = fc.sample(anyAccount, {
  numRuns: Number(process.env.EXPORT_COMPILED ?? 60),
  seed: Number(process.env.EXPORT_SEED ?? Date.now()),
});
const everyName = {
  tags: HOSTILE_NAMES.map((name) => ({ name, description: name })),
  goals: HOSTILE_NAMES.map((name, index) => ({ name, of: index, tag: index, text: name })),
};

test.each(["single", "library"] as const)("whatever things are called, the program compiles: %s", (form) => {
  expect(complaints([everyName, ...accounts].map((account) => textOf(account, form)))).toEqual([]);
});

test("the compiler looks at what is exported", () => {
  const wrong = textOf(everyName, "single").replace("goalCategory:", "goalCategry:");
  expect(complaints([wrong])).toMatchObject([expect.stringContaining("goalCategry")]);
});
