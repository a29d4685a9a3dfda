import { afterAll, describe, expect, test } from "vitest";
import { ENDS_OF_SOAP, FAULTS } from "./faults";
import { cellOf, type Place, placesOf } from "./matrix";
import { type MatrixCase, matrixCases } from "./matrixCases";

const short = ({ operation, after }: Place) =>
  `${operation.replace("ConversionGoals", "Goals").replace("ByIds", "")} ${after + 1}`;

type Transport = Parameters<typeof placesOf>[1];

/** A case's calls, found once, and its table: a line for each fault, a column for each call. */
class Table {
  #places: Promise<readonly Place[]> | undefined;
  readonly #lines = new Map<string, string>();

  constructor(
    private readonly each: MatrixCase,
    private readonly transport: Transport,
  ) {}

  /** One fault at each call of the run; what is wrong, and which cell is empty. */
  async wrongsOf(fault: string): Promise<readonly string[]> {
    this.#places ??= placesOf(this.each, this.transport);
    const wrong: string[] = [];
    const marks: string[] = [];
    for (const place of await this.#places) {
      const cell = await cellOf(this.each, this.transport, fault, place);
      if (!cell.struck) wrong.push(`${short(place)}: the fault met no call`);
      else wrong.push(...cell.wrongs.map((text) => `${short(place)}: ${text}`));
      marks.push((cell.struck ? (cell.ok ? "." : "e") : " ").padEnd(short(place).length));
    }
    this.#lines.set(fault, `${fault.padEnd(28)} ${marks.join("   ")}`);
    return wrong;
  }

  async text(): Promise<string> {
    const places = (await this.#places) ?? [];
    return [
      `${this.transport}, ${this.each.name} ("." went well, "e" said so and was put right by the next run)`,
      `${"".padEnd(28)} ${places.map(short).join(" | ")}`,
      ...this.#lines.values(),
    ].join("\n");
  }
}

/** A test for each fault: a table of some two hundred runs takes long on a busy machine. */
function tableOf(each: MatrixCase, transport: Transport, faults: typeof FAULTS): void {
  const table = new Table(each, transport);
  test.each(Object.keys(faults))("%s", async (fault) => {
    expect(await table.wrongsOf(fault)).toEqual([]);
  });
  afterAll(async () => console.log(await table.text()));
}

describe.each(["soap", "rest"] as const)("every fault at every call, over %s", (transport) => {
  describe.each(matrixCases)("$name", (each) => tableOf(each, transport, FAULTS));
});

describe("SOAP ends with every call, its answer lost", () => {
  describe.each(matrixCases)("$name", (each) => tableOf(each, "auto", ENDS_OF_SOAP));
});
