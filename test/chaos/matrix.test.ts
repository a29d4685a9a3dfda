import { describe, expect, test } from "vitest";
import { FAULTS } from "./faults";
import { cellOf, type Place, placesOf } from "./matrix";
import { matrixCases } from "./matrixCases";

const short = ({ operation, after }: Place) =>
  `${operation.replace("ConversionGoals", "Goals").replace("ByIds", "")} ${after + 1}`;

describe.each(["soap", "rest"] as const)("every fault at every call, over %s", (transport) => {
  test.each(matrixCases)("$name", async (each) => {
    const places = await placesOf(each, transport);
    const wrong: string[] = [];
    const lines = [
      `${transport}, ${each.name} ("." went well, "e" said so and was put right by the next run)`,
    ];
    lines.push(`${"".padEnd(28)} ${places.map(short).join(" | ")}`);
    for (const fault of Object.keys(FAULTS)) {
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
    expect(wrong).toEqual([]);
  });
});
