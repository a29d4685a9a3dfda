import { describe, expect, test } from "vitest";
import { ENDS_OF_SOAP, FAULTS } from "./faults";
import { cellOf, type Place, placesOf } from "./matrix";
import { type MatrixCase, matrixCases } from "./matrixCases";

const short = ({ operation, after }: Place) =>
  `${operation.replace("ConversionGoals", "Goals").replace("ByIds", "")} ${after + 1}`;

type Transport = Parameters<typeof placesOf>[1];

/** Each fault at each call of a run, printed as a table; what is wrong, and which cell is empty. */
async function wrongsOf(
  each: MatrixCase,
  transport: Transport,
  faults: readonly string[],
): Promise<readonly string[]> {
  const places = await placesOf(each, transport);
  const wrong: string[] = [];
  const lines = [
    `${transport}, ${each.name} ("." went well, "e" said so and was put right by the next run)`,
    `${"".padEnd(28)} ${places.map(short).join(" | ")}`,
  ];
  for (const fault of faults) {
    const marks: string[] = [];
    for (const place of places) {
      const cell = await cellOf(each, transport, fault, place);
      const where = `${fault} at ${short(place)}`;
      if (!cell.struck) wrong.push(`${where}: the fault met no call`);
      else wrong.push(...cell.wrongs.map((text) => `${where}: ${text}`));
      marks.push((cell.struck ? (cell.ok ? "." : "e") : " ").padEnd(short(place).length));
    }
    lines.push(`${fault.padEnd(28)} ${marks.join("   ")}`);
  }
  console.log(lines.join("\n"));
  return wrong;
}

describe.each(["soap", "rest"] as const)("every fault at every call, over %s", (transport) => {
  test.each(matrixCases)("$name", async (each) => {
    expect(await wrongsOf(each, transport, Object.keys(FAULTS))).toEqual([]);
  });
});

describe("SOAP ends with every call, its answer lost", () => {
  test.each(matrixCases)("$name", async (each) => {
    expect(await wrongsOf(each, "auto", Object.keys(ENDS_OF_SOAP))).toEqual([]);
  });
});
