import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";

interface Rule {
  readonly mark: "documented" | "observed" | "assumed";
  readonly inForce: boolean;
}

it("README counts the emulator's rules as the emulator lists them", async () => {
  const emulator = await startEmulator();
  const rules = (await (await fetch(`${emulator.admin}/rules`)).json()) as readonly Rule[];
  await emulator.close();
  const marked = (mark: Rule["mark"]) => rules.filter((rule) => rule.mark === mark).length;
  const words = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8").replace(/\s+/g, " ");
  expect(words).toContain(
    `${rules.length} rules, each with its source: ${marked("documented")} that Microsoft documents, ${marked("observed")} that somebody has observed, ${marked("assumed")} that we had to assume. ${rules.filter((rule) => !rule.inForce).length} of them`,
  );
});
