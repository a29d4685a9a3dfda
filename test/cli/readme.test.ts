import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";

interface Rule {
  readonly mark: "documented" | "observed" | "assumed";
  readonly inForce: boolean;
}

let rules: readonly Rule[] = [];
beforeAll(async () => {
  const emulator = await startEmulator();
  rules = (await (await fetch(`${emulator.admin}/rules`)).json()) as readonly Rule[];
  await emulator.close();
});

const marked = (mark: Rule["mark"]) => rules.filter((rule) => rule.mark === mark).length;
const words = (...path: string[]) =>
  readFileSync(join(__dirname, "..", "..", ...path), "utf8").replace(/\s+/g, " ");

it("README counts the emulator's rules as the emulator lists them", () => {
  expect(words("README.md")).toContain(
    `${rules.length} rules (${marked("documented")} documented by Microsoft, ${marked("observed")} observed by others, ${marked("assumed")} assumed)`,
  );
});

it("the emulator's page counts its rules and those that are off as the emulator lists them", () => {
  const page = words("docs", "emulator.md");
  expect(page).toContain(
    `${rules.length} rules, each with its source: ${marked("documented")} that Microsoft documents, ${marked("observed")} that others observed in the live service, and ${marked("assumed")} that we had to assume.`,
  );
  expect(page).toContain(
    `${rules.filter((rule) => !rule.inForce).length} of them are switched off by default`,
  );
});

it("README has at most 120 lines", () => {
  expect(
    readFileSync(join(__dirname, "..", "..", "README.md"), "utf8").split("\n").length,
  ).toBeLessThanOrEqual(120);
});
